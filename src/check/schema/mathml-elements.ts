const words = (line: string): ReadonlySet<string> => new Set(line.split(/\s+/));

/** Presentation elements that hold text. MathML 3 #presm.tokel. */
export const MATHML_TOKENS: ReadonlySet<string> = words('mi mn mo mtext ms cn ci csymbol cs cbytes annotation');

/** Presentation elements that hold a fixed number of others. MathML 3 #id.3.1.3.2. */
export const MATHML_ARITY: Readonly<Record<string, number>> = {
  mfrac: 2,
  mroot: 2,
  msub: 2,
  msup: 2,
  msubsup: 3,
  munder: 2,
  mover: 2,
  munderover: 3,
};

/** The other presentation elements. */
export const MATHML_LAYOUT: ReadonlySet<string> = words(`math mrow msqrt mstyle merror mpadded mphantom mfenced menclose
  mmultiscripts mprescripts none mtable mtr mlabeledtr mtd maction mspace mglyph maligngroup malignmark mstack mlongdiv
  msgroup msrow mscarries mscarry msline semantics annotation-xml`);
