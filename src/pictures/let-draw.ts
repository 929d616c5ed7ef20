/**
 * Lets what sharp draws beside go on: it draws in threads of its own, but each of its steps ends and the next begins in a
 * turn of the event loop, which long work in one piece holds up. Takes some microseconds.
 */
export const letDraw = (): Promise<void> =>
  new Promise((resume) => {
    setImmediate(resume);
  });
