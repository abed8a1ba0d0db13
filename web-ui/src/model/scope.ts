import { beginsWith, celPath, type Path } from './cel';
import { words } from './fields';
import { isJsonObject, textAt, type Json, type JsonObject } from './json';

/** A name that an expression may use at a node: `trigger`, `vars`, `run`, `nodes.scan.output`. */
export interface ScopeName {
  readonly name: string;
  readonly title: string;
  /** The node whose output it is. */
  readonly node?: string | null;
  readonly schema: JsonObject;
  /** Some way to here goes round that node. */
  readonly maybeAbsent: boolean;
}

/** A value that can be referred to, with what it holds. */
export interface ScopeField {
  readonly path: Path;
  readonly title: string;
  /** Whose it is: “Perimeter scan”, “Variables”. */
  readonly owner: string;
  readonly description?: string;
  readonly schema: JsonObject;
  readonly type: FieldType;
  /** The parts of the path that may be missing, from the left; the last may be the path itself. */
  readonly guards: readonly Path[];
  readonly children: readonly ScopeField[];
}

export type FieldType = 'text' | 'moment' | 'number' | 'integer' | 'boolean' | 'list' | 'object' | 'any';

const deepest = 6;

/** What each name of a scope holds, as trees. */
export function fieldTrees(names: readonly ScopeName[]): ScopeField[] {
  return names.map((name) => {
    const path = name.name.split('.');
    const guards = name.maybeAbsent && path[0] === 'nodes' ? [path.slice(0, 2)] : [];
    return fieldOf(path, name.title, owners[name.name] ?? name.title, name.schema, guards, 0);
  });
}

/** How a sentence goes on after “of”. */
const owners: { readonly [name: string]: string | undefined } = {
  trigger: 'the event', vars: 'the workflow', run: 'this run', output: 'what was found', item: 'the item', index: 'the item',
};

function fieldOf(path: Path, title: string, owner: string, schema: JsonObject, guards: readonly Path[], depth: number): ScopeField {
  const description = textAt(schema, 'description');
  return {
    path, title, owner, schema, guards,
    ...(description ? { description } : {}),
    type: fieldType(schema),
    children: depth < deepest ? childrenOf(path, owner, schema, guards, depth) : [],
  };
}

function childrenOf(path: Path, owner: string, schema: JsonObject, guards: readonly Path[], depth: number): ScopeField[] {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return [];
  return orderedProperties(schema).map(([name, property]) => {
    const inner = [...path, name];
    const absent = admitsNull(property) || !requiredOf(schema).has(name);
    return fieldOf(inner, textAt(property, 'title') ?? words(name), owner, property, absent ? [...guards, inner] : guards, depth + 1);
  });
}

/** Properties in the order their author wants them shown. */
export function orderedProperties(schema: JsonObject | undefined): [string, JsonObject][] {
  const properties = schema?.['properties'];
  if (!isJsonObject(properties)) return [];
  return Object.entries(properties)
    .flatMap(([name, property]): [string, JsonObject][] => (isJsonObject(property) ? [[name, property]] : []))
    .toSorted(([, one], [, other]) => Math.sign(orderOf(one) - orderOf(other)) || 0);
}

function orderOf(property: JsonObject): number {
  const order = property['x-order'];
  return typeof order === 'number' ? order : Infinity;
}

export function requiredOf(schema: JsonObject | undefined): ReadonlySet<string> {
  const required = schema?.['required'];
  return new Set(Array.isArray(required) ? required.map(String) : []);
}

export function admitsNull(schema: JsonObject): boolean {
  const type = schema['type'];
  return type === 'null' || (Array.isArray(type) && type.includes('null'));
}

/** The one type a schema allows beside null; undefined when it leaves that open. */
export function typeOfSchema(schema: JsonObject): string | undefined {
  const declared = schema['type'];
  const types = (Array.isArray(declared) ? declared : [declared]).filter((type) => type !== 'null' && type !== undefined);
  if (types.length === 2 && types.includes('integer') && types.includes('number')) return 'number';
  if (types.length === 1) return String(types[0]);
  const constants = schema['enum'];
  return Array.isArray(constants) && constants.length > 0 && constants.every((one) => typeof one === 'string' || one === null) ? 'string' : undefined;
}

export function fieldType(schema: JsonObject): FieldType {
  switch (typeOfSchema(schema)) {
    case 'string': return schema['format'] === 'date-time' ? 'moment' : 'text';
    case 'number': return 'number';
    case 'integer': return 'integer';
    case 'boolean': return 'boolean';
    case 'array': return 'list';
    case 'object': return 'object';
    default: return 'any';
  }
}

const typeWords: { readonly [type in FieldType]: string } = {
  text: 'text', moment: 'date and time', number: 'number', integer: 'whole number', boolean: 'yes or no',
  list: 'list', object: 'object', any: 'anything',
};

export function typeText(type: FieldType): string {
  return typeWords[type];
}

/** The field a path leads to; also inside maps and things of which nothing is known. */
export function findField(trees: readonly ScopeField[], path: Path): ScopeField | undefined {
  const root = trees.find((tree) => beginsWith(path, tree.path));
  return root && descend(root, path);
}

function descend(field: ScopeField, path: Path): ScopeField | undefined {
  if (field.path.length === path.length) return field;
  const next = field.children.find((child) => beginsWith(path, child.path));
  if (next) return descend(next, path);
  const step = path.slice(0, field.path.length + 1);
  const extra = field.schema['additionalProperties'];
  if (isJsonObject(extra)) return descend(fieldOf(step, step.at(-1) ?? '', field.owner, extra, [...field.guards, step], 0), path);
  return field.children.length === 0 && (field.type === 'any' || field.type === 'object')
    ? descend(fieldOf(step, step.at(-1) ?? '', field.owner, {}, field.guards, 0), path)
    : undefined;
}

/** Every field of the trees that is a value of its own, parents before children. */
export function flatFields(trees: readonly ScopeField[]): ScopeField[] {
  return trees.flatMap((tree) => [tree, ...flatFields(tree.children)]);
}

/** “TruRisk score”; with its owner where two fields share the title. */
export function fieldLabel(trees: readonly ScopeField[], path: Path): string {
  const field = findField(trees, path);
  if (!field) return path.slice(path[0] === 'nodes' ? 1 : 0).join(' › ').replace(' › output', '');
  const twin = flatFields(trees).some((other) => other.title === field.title && celPath(other.path) !== celPath(path));
  return twin ? `${field.title} of ${field.owner}` : field.title;
}

/** Where a reference is put decides how something that may be missing is dealt with. */
export type Place = 'text' | 'condition' | 'value' | 'optional';

/** An expression that refers to the field and passes the check of missing values. */
export function safeReference(field: Pick<ScopeField, 'path' | 'guards'>, place: Place): string {
  const path = celPath(field.path);
  const before = field.guards.filter((guard) => guard.length < field.path.length);
  const tests = (place === 'condition' ? field.guards : before).map((guard) => `${celPath(guard)} != null`);
  switch (place) {
    case 'condition':
      return [...tests, path].join(' && ');
    case 'text':
      return tests.length > 0 ? `${tests.join(' && ')} ? ${path} : ''` : path;
    case 'optional':
      return tests.length > 0 ? `${tests.join(' && ')} ? ${path} : null` : path;
    case 'value':
      return insisted(field.path, field.guards);
    default:
      return place satisfies never;
  }
}

/** `required(required(nodes.scan).output.id)`: fails with a clear message where nothing is. */
function insisted(path: Path, guards: readonly Path[]): string {
  let text = '';
  let done = 0;
  for (const guard of guards) {
    text = `required(${extended(text, guard, done)})`;
    done = guard.length;
  }
  return extended(text, path, done);
}

function extended(text: string, path: Path, from: number): string {
  return text === '' ? celPath(path) : celPath([text, ...path.slice(from)]);
}

/** The value at a path in a sample. */
export function valueAt(data: Json | undefined, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((value, part) => (isJsonObject(value) ? value[part] : undefined), data);
}
