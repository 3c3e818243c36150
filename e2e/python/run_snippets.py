"""Runs pieces of Python code, each in a namespace of its own, and tells what they read.

stdin: JSON list of {"label", "code"}; stdout: JSON list of {"label"} with either "table" (rows of cells), "columns",
"text", "bytes" (hexadecimal), or "error".
"""
import contextlib
import io
import json
import sys
import traceback

import matplotlib

matplotlib.use('Agg')


def what_was_read(scope):
    if 'connection' in scope:
        relation = scope['connection'].sql('FROM data')
        return {'table': [list(row) for row in relation.fetchall()], 'columns': relation.columns}
    if 'frame' in scope:
        frame = scope['frame']
        # JSON has no NaN; it is what differs from itself.
        rows = [[None if cell != cell else cell for cell in row] for row in frame.to_numpy().tolist()]
        return {'table': rows, 'columns': [str(column) for column in frame.columns]}
    if 'text' in scope:
        return {'text': scope['text']}
    return {'bytes': scope['data'].hex()}


def run(piece):
    scope = {'__name__': '__main__'}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(piece['code'], piece['label'], 'exec'), scope)
            return {'label': piece['label'], **what_was_read(scope)}
    except BaseException:  # Also an exit: the other pieces still run.
        return {'label': piece['label'], 'error': traceback.format_exc()}


json.dump([run(piece) for piece in json.load(sys.stdin)], sys.stdout)
