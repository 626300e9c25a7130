"""A stub is a reference answer without its bodies.

What stays: the module's docstring, everything marked `# given`, and the signature and docstring of whatever is
public. What goes: private names, decorators that the answer defines itself, and every body that is to be written.
"""

from __future__ import annotations

import ast

from sensei.catalog import Kata

GIVEN = "  # given"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def derive(kata: Kata) -> str:
    """The text of `katas/STEM.py` as a learner gets it."""
    return _Stub(kata.reference.read_text(encoding="utf-8"), kata.stem).text()


def write(kata: Kata) -> None:
    """Put the stub into `katas/`, over whatever is there."""
    kata.file.parent.mkdir(exist_ok=True)
    kata.file.write_text(derive(kata), encoding="utf-8", newline="\n")


class _Stub:
    def __init__(self, source: str, stem: str) -> None:
        self.lines = source.splitlines()
        self.tree = ast.parse(source)
        self.stem = stem
        self.defined = {node.name for node in self.tree.body if isinstance(node, Function | ast.ClassDef)}

    def text(self) -> str:
        docstring, *nodes = self.tree.body
        blocks = [self._block(node) for node in nodes if not isinstance(node, ast.Import | ast.ImportFrom)]
        rest = "\n\n\n".join(filter(None, blocks))
        parts = [self._source(docstring), self._imports(nodes, rest) + _gap(rest), rest]
        return "\n\n".join(filter(None, parts)) + "\n"

    def _block(self, node: ast.stmt) -> str:
        if self._is_given(node):
            return self._source(node).replace(GIVEN, "")
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            return self._class(node)
        if isinstance(node, Function) and not node.name.startswith("_"):
            return self._function(node)
        return ""

    def _class(self, node: ast.ClassDef) -> str:
        marks = [f"@{ast.unparse(mark)}" for mark in node.decorator_list]
        head = "\n".join([*marks, *self.lines[node.lineno - 1 : node.body[0].end_lineno]])
        methods = [
            self._function(child, owner=f"{node.name}.")
            for child in node.body
            if isinstance(child, Function) and (not child.name.startswith("_") or child.name.endswith("__"))
        ]
        return "\n\n".join([head, *methods])

    def _function(self, node: Function, owner: str = "") -> str:
        indent = " " * node.col_offset
        marks = [f"{indent}@{ast.unparse(mark)}" for mark in node.decorator_list if not self.defined & _names(mark)]
        end = node.body[0].end_lineno if ast.get_docstring(node) else self._end_of_signature(node)
        todo = f'{indent}    raise NotImplementedError("write {owner}{node.name} in katas/{self.stem}.py")'
        return "\n".join([*marks, *self.lines[node.lineno - 1 : end], todo])

    def _end_of_signature(self, node: Function) -> int:
        return next(at for at in range(node.lineno, len(self.lines)) if self.lines[at - 1].endswith(":"))

    def _is_given(self, node: ast.stmt) -> bool:
        return GIVEN in self.lines[node.lineno - 1]

    def _source(self, node: ast.stmt) -> str:
        marks = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(mark.lineno for mark in marks)])
        return "\n".join(self.lines[first - 1 : node.end_lineno])

    def _imports(self, nodes: list[ast.stmt], rest: str) -> str:
        """Only what the stub uses: the others would tell how the reference does it."""
        used = _names(ast.parse(rest)) | {"annotations"}
        lines: list[str] = []
        end = 0  # of the import before, in the reference
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [name for name in node.names if (name.asname or name.name.partition(".")[0]) in used]
                if names and lines and "" in map(str.strip, self.lines[end : node.lineno - 1]):
                    lines.append("")
                if names:
                    node.names = names
                    lines.append(ast.unparse(node))
                    end = node.lineno
        return "\n".join(lines)


def _names(tree: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(tree) if isinstance(part, ast.Name)}


def _gap(rest: str) -> str:
    """Two blank lines before a definition, one before anything else."""
    return "\n" if rest.startswith(("def ", "async def ", "class ", "@")) else ""
