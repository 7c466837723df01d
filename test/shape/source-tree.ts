// Reads our own source with the TypeScript parser: what imports what, and how long files and functions are.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  readonly path: string;
  readonly lines: number;
  readonly commentLines: number;
  /** The text without comments. */
  readonly code: string;
  /** Relative imports, as paths relative to the repository; types included. */
  readonly imports: readonly string[];
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
}

export function readSource(folder: string): SourceFile[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => parse(join(folder, name)))
    .sort((a, b) => a.path.localeCompare(b.path));
}

function parse(path: string): SourceFile {
  const text = readFileSync(join(REPOSITORY, path), 'utf8');
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: string[] = [];
  const functions: Array<{ name: string; lines: number }> = [];
  const lineOf = (position: number): number => tree.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    const specifier = importSpecifier(node);
    if (specifier?.startsWith('.')) imports.push(resolveImport(path, specifier));
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      functions.push({ name: nameOf(node), lines: lineOf(node.end) - lineOf(node.getStart(tree)) + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const rows = text.split('\n');
  const commentLines = rows.filter((row) => /^\s*(\/\/|\/\*|\*)/.test(row)).length;
  const code = rows.filter((row) => !/^\s*(\/\/|\/\*|\*)/.test(row)).join('\n');
  return { path: path.replaceAll('\\', '/'), lines: rows.length - 1, commentLines, code, imports, functions };
}

function importSpecifier(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
    return (node.moduleSpecifier as ts.StringLiteral).text;
  }
  const [argument] =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : [];
  return argument !== undefined && ts.isStringLiteral(argument) ? argument.text : undefined;
}

function resolveImport(from: string, specifier: string): string {
  return relative(REPOSITORY, fileURLToPath(new URL(specifier, `file://${join(REPOSITORY, from)}`))).replaceAll(
    '\\',
    '/',
  );
}

function nameOf(node: ts.Node): string {
  const { name } = node as { name?: ts.Node };
  if (name !== undefined) return name.getText();
  const parent = node.parent as ts.Node & { name?: ts.Node };
  return parent.name?.getText() ?? '(anonymous)';
}
