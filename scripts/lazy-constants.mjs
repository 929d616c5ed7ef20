// A plugin of the bundler: constants at the top of our modules are made when they are first used, not when the command
// starts. docs/decisions/0001-start-up.md says why; it may, because our modules do nothing when they load (what they hold
// at their top is the same whenever it is made).
import { analyze } from 'eslint-scope';
import MagicString from 'magic-string';
import { parseAst } from 'rolldown/parseAst';

/** Making one of these takes time; the rest (numbers, names of other constants, functions) takes none. */
const COSTLY = new Set(['NewExpression', 'CallExpression', 'ArrayExpression', 'ObjectExpression']);
/** What runs when it is called, or depends on when it is evaluated. */
const NEVER = new Set([
  'AwaitExpression',
  'AssignmentExpression',
  'UpdateExpression',
  'YieldExpression',
  'ImportExpression',
]);
const FUNCTIONS = new Set(['ArrowFunctionExpression', 'FunctionExpression', 'ClassExpression']);
/** The loading of modules stays where it is. */
const LOADS = /^(?:require|__|createRequire)/;

/** A plugin of rolldown; `isOurs` tells the paths of the modules whose constants may be made later. */
export function lazyConstants(isOurs) {
  return {
    name: 'lazy-constants',
    renderChunk(code, chunk) {
      const ours = rangesOf(code, chunk.modules, isOurs);
      return ours.length === 0 ? null : { code: makeConstantsLazy(code, ours) };
    },
  };
}

/** The code of a file with the constants at its top made when they are first used, where they lie within the ranges. */
export function makeConstantsLazy(code, ranges = [{ start: 0, end: code.length }]) {
  const edited = new MagicString(code);
  for (const constant of findConstants(code, ranges)) makeLazy(edited, constant);
  return edited.toString();
}

/** Where the chunk’s code is that of a module of ours, from start to end. */
function rangesOf(code, modules, isOurs) {
  return Object.entries(modules).flatMap(([path, { code: own }]) => {
    const start = own && isOurs(path) ? code.indexOf(own) : -1;
    return start < 0 ? [] : [{ start, end: start + own.length }];
  });
}

/** The constants that can be made later: the declaration, its value, and where they are used. */
function findConstants(code, ranges) {
  const tree = parseAst(code, { lang: 'js', range: true });
  const parents = parentsIn(tree);
  // A function's scope, as Node wraps the file in one.
  const [, fileScope] = analyze(tree, { ecmaVersion: 2022, sourceType: 'script', nodejsScope: true }).scopes;
  const isOurs = ({ start, end }) => ranges.some((range) => range.start <= start && end <= range.end);
  return tree.body
    .filter((statement) => statement.type === 'VariableDeclaration' && statement.kind === 'const')
    .flatMap((statement) => {
      const [{ id, init }] = statement.declarations;
      if (statement.declarations.length > 1 || id.type !== 'Identifier' || !init || !isOurs(statement)) return [];
      if (!isWorthIt(init) || !isTimeless(init)) return [];
      const uses = fileScope.set
        .get(id.name)
        .references.filter((reference) => !reference.init)
        .map(({ identifier }) => identifier);
      return [{ statement, init, name: id.name, uses: uses.map((use) => ({ use, parent: parents.get(use) })) }];
    });
}

function makeLazy(edited, { statement, init, name, uses }) {
  const kept = `${name}$kept`;
  edited.overwrite(statement.start, init.start, `let ${kept};const ${name}=()=>${kept}??=(`);
  edited.appendLeft(init.end, ')');
  for (const { use, parent } of uses) {
    const isShorthand = parent.type === 'Property' && parent.shorthand;
    const isConstructor = parent.type === 'NewExpression' && parent.callee === use;
    const value = isConstructor ? `(${name}())` : `${name}()`;
    edited.overwrite(use.start, use.end, isShorthand ? `${name}:${value}` : value);
  }
}

/** Outside of functions, which run later anyway. */
function* walkNow(node) {
  yield node;
  if (FUNCTIONS.has(node.type)) return;
  for (const child of childrenOf(node)) yield* walkNow(child);
}

function isWorthIt(init) {
  if (FUNCTIONS.has(init.type)) return false;
  return [...walkNow(init)].some((node) => node.regex !== undefined || COSTLY.has(node.type));
}

const isTimeless = (init) =>
  [...walkNow(init)].every(
    (node) => !NEVER.has(node.type) && !(node.type === 'CallExpression' && LOADS.test(node.callee.name ?? '')),
  );

const childrenOf = (node) =>
  Object.values(node)
    .flat()
    .filter((value) => value !== null && typeof value === 'object' && typeof value.type === 'string');

function parentsIn(tree) {
  const parents = new Map();
  const visit = (node) => {
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      visit(child);
    }
  };
  visit(tree);
  return parents;
}
