/** Where storybind keeps what it knows of a folder of books. */
export const HOUSE_FOLDER = '.storybind';
