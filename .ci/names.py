"""No cell of a notebook that is not exported may give another meaning to a name that exported code imports or defines.

Functions of exported cells find their names in the notebook: whatever replaces one there breaks them, or not, depending on
which modules were imported before. Replaced for a while and put back (`was, name = name, other`) is allowed.
"""
import ast, json, sys
from pathlib import Path

top = Path(__file__).resolve().parent.parent/'nbs'


def targets(node) -> set[str]:
    "Names that a statement at the top of a cell assigns."
    if isinstance(node, ast.Assign): parts = node.targets
    elif isinstance(node, (ast.For, ast.AnnAssign)): parts = [node.target]
    elif isinstance(node, ast.With): parts = [i.optional_vars for i in node.items if i.optional_vars]
    else: parts = []
    found = {n.id for p in parts for n in ast.walk(p) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return found.union(*(targets(child) for field in ('body', 'orelse', 'finalbody') for child in getattr(node, field, []))) if isinstance(node, (ast.For, ast.With, ast.Try, ast.If)) else found


def named(node) -> set[str]:
    "Names that a statement at the top of a cell imports, defines or assigns."
    if isinstance(node, (ast.Import, ast.ImportFrom)): return {(a.asname or a.name).split('.')[0] for a in node.names}
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)): return {node.name}
    return targets(node)


def put_back(tree) -> set[str]:
    "Names that a cell keeps under another name, bare, and assigns twice: something else, and what they were."
    assigned = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
    def bare(value): return {value.id} if isinstance(value, ast.Name) else set().union(*map(bare, value.elts)) if isinstance(value, ast.Tuple) else set()
    kept = set().union(*(bare(node.value) for node in assigned))
    return {name for name in kept if sum(name in targets(node) for node in assigned) > 1}


def problems(path: Path) -> list[str]:
    "What is replaced where."
    exported, found = set(), []
    for c in json.loads(path.read_text(encoding='utf-8'))['cells']:
        source = ''.join(c['source'])
        lines = [line for line in source.splitlines() if not line.startswith(('%', '!'))]
        if c['cell_type'] != 'code': continue
        tree = ast.parse('\n'.join(lines))
        if any(line.startswith('#| export') for line in lines): exported |= set().union(*map(named, tree.body)); continue
        again = set().union(*(named(n) if isinstance(n, (ast.FunctionDef, ast.ClassDef)) else targets(n) for n in tree.body)) & exported
        found += [f'{path.relative_to(top.parent)}, cell {c["id"]}: {name} is a name of exported code' for name in sorted(again - put_back(tree))]
    return found


if odd := [p for path in sorted(top.rglob('*.ipynb')) if '.ipynb_checkpoints' not in path.parts for p in problems(path)]:
    sys.exit('\n'.join(odd) + '\nchoose another name')
