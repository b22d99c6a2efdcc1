"""Dispersal in Python's own process: the library of the tool `dispersal`, by Python's standard library alone.

    import dispersal, pandas
    base = dispersal.load("my-scenario")
    tight = base.with_({"routes/*/patrol": 3})
    runs = dispersal.run(base, replicates=40, seed=7)
    table = pandas.DataFrame(runs.table("returned", "WORLD"))
    change = pandas.DataFrame(dispersal.compare(base, tight, replicates=40, seed=7))
    sweep = pandas.DataFrame(dispersal.sweep(base, {"goal/home-utility": [1, 2, 3]}, replicates=10))

Tables come as dictionaries of columns, which pandas, polars and matplotlib take as they are. What is wrong with a scenario is a
ScenarioError, whose message and `problems` are those of `dispersal check`. Ctrl-C stops a run.

The tool wrote this file (`dispersal python > dispersal.py`) and must stay installed: its assemblies are what runs. They are looked for
in the folder that DISPERSAL_HOME names, in the one from which this file was written, and by asking `dispersal python --where`.
"""
import ctypes as _ctypes
import glob as _glob
import json as _json
import math as _math
import operator as _operator
import os as _os
import re as _re
import shutil as _shutil
import sqlite3 as _sqlite3
import subprocess as _subprocess
import sys as _sys
import tempfile as _tempfile
import threading as _threading

__all__ = ["load", "run", "compare", "sweep", "Scenario", "Ensemble", "DispersalError", "ScenarioError"]

INSTALLED = None


class DispersalError(Exception):
    """A request that could not be answered; the message says why."""


class ScenarioError(DispersalError, ValueError):
    """A scenario, or a change of one, that cannot be run. `problems` lists what `dispersal check` says, one dictionary each."""

    def __init__(self, message, problems):
        super().__init__(message)
        self.problems = problems


class _Held:
    """Something that lives on the other side, by number; forgotten there when it goes here."""

    def __init__(self, answer):
        self._held = answer.pop("held")
        self._facts = answer

    def __getattr__(self, name):
        facts = self.__dict__.get("_facts", {})
        if name in facts:
            return facts[name]
        raise AttributeError(f"{type(self).__name__} has no '{name}'; it has {', '.join(facts)}")

    def __del__(self):
        try:
            _ask("forget", held=self._held)
        except Exception:
            pass  # Python is ending.


def _number_of(thing, kind, name):
    if not isinstance(thing, kind):
        raise TypeError(f"{name}: this takes {kind.__name__}, as {kind.made_by} gives it, not {type(thing).__name__}")
    return thing._held


def _whole(number, name, least, most):
    try:
        number = _operator.index(number)  # numbers of numpy too
    except TypeError:
        raise TypeError(f"{name}: this takes a whole number, not {number!r}") from None
    if not least <= number <= most:
        raise DispersalError(f"{name}: {number} is not from {least:,} to {most:,}")
    return number


def _settings(changes):
    def plain(value):
        value = value.item() if hasattr(value, "item") else value  # numbers and switches of numpy too
        if value is None or isinstance(value, (str, bool)):
            return value
        number = float(value)
        return number if _math.isfinite(number) else str(number)  # refused with its address

    if not hasattr(changes, "items"):
        raise TypeError(f'changes: this takes a dictionary such as {{"routes/*/patrol": 3}}, not {changes!r}')
    return {address: plain(value) for address, value in changes.items()}


def _running(replicates, seed, engine, threads):
    return {"replicates": _whole(replicates, "replicates", 1, 1_000_000), "seed": _whole(seed, "seed", 0, 2**64 - 1), "engine": engine,
            "threads": _whole(threads, "threads", 0, 1_024)}


class Scenario(_Held):
    """A scenario: name, title, summary, fingerprint, start, end, warnings. Made by `load`; never changes."""

    made_by = "load"

    def with_(self, changes):
        """The scenario with other values: {"routes/*/patrol": 3, "border/on": False}. `*` stands for any id; None takes a value out."""
        return Scenario(_ask("with", scenario=self._held, changes=_settings(changes)))

    def parameters(self):
        """Every number of the scenario: columns address, value, low, high, unit, source, dated, description."""
        return _ask("parameters", scenario=self._held)

    def __repr__(self):
        return f"<Scenario {self.name} {self.fingerprint[:12]}: {self.title}, {self.start} to {self.end}>"


class Ensemble(_Held):
    """Replicates of one scenario: scenario, fingerprint, seed, replicates, engine, version, result_digest, dates, measures."""

    made_by = "run"

    def table(self, measure=None, subject=None):
        """Measures by subject and date: columns measure, subject, date, mean, p05, p50, p95; of one measure or subject if named."""
        return _ask("table", ensemble=self._held, measure=measure, subject=subject)

    def values(self, measure, subject):
        """One figure in every replicate: columns date, replicate, value."""
        return _ask("values", ensemble=self._held, measure=measure, subject=subject)

    def save(self, folder):
        """Writes the files that `dispersal run --out` writes."""
        _ask("save", ensemble=self._held, folder=_os.fspath(folder))

    def __repr__(self):
        return f"<Ensemble of {self.scenario}: {self.replicates} {'replicate' if self.replicates == 1 else 'replicates'}, seed {self.seed}, {self.engine}>"


def load(folder):
    """Reads a scenario folder."""
    return Scenario(_ask("load", folder=_os.fspath(folder)))


def run(scenario, replicates=20, seed=1, engine="auto", threads=0):
    """Runs a scenario. The same seed gives the same numbers with any number of threads (0: one for each processor)."""
    return Ensemble(_ask("run", scenario=_number_of(scenario, Scenario, "scenario"), **_running(replicates, seed, engine, threads)))


def compare(before, after, replicates=20, seed=1, engine="auto", threads=0):
    """Runs two scenarios with the same luck: columns measure, subject, before, after, difference (means), p05, p50, p95 of the paired
    differences, and settled, whether the sign of the difference is beyond doubt. Largest differences first."""
    return _ask("compare", before=_number_of(before, Scenario, "before"), after=_number_of(after, Scenario, "after"), **_running(replicates, seed, engine, threads))


def sweep(scenario, vary=None, replicates=20, seed=1, design=None, points=None, figures=(), store=None, engine="auto", threads=0):
    """Runs a scenario at many values: columns point, replicate, measure, subject, date, value, and one for each factor.

    vary: {address: [values]}, {address: (low, high)}, {address: None} for the scenario's own range, or None for every ranged parameter.
    design: grid, fraction, lhs, sobol, morris or saltelli, with `points` points; grid where every factor has values, else lhs.
    figures: such as "returned/EU" or "attack*/WORLD@*". store: a SQLite file to keep, which the same call goes on with; else none is kept.
    """
    def words(address, values):
        if values is None:
            return address
        if isinstance(values, str) or not hasattr(values, "__iter__") or (isinstance(values, tuple) and len(values) != 2):
            raise TypeError(f"vary: {address} takes a list of values, a pair (low, high) or None, not {values!r}")
        return f"{address}={('..' if isinstance(values, tuple) else ',').join(repr(float(value)) for value in values)}"

    with _tempfile.TemporaryDirectory() as scratch:
        file = _os.fspath(store) if store is not None else _os.path.join(scratch, "sweep.db")
        _ask("sweep", scenario=_number_of(scenario, Scenario, "scenario"), vary=[words(*pair) for pair in (vary or {}).items()], design=design,
             points=None if points is None else _whole(points, "points", 1, 10_000_000), figures=[figures] if isinstance(figures, str) else list(figures),
             store=file, **_running(replicates, seed, engine, threads))
        database = _sqlite3.connect(file)
        try:
            rows = database.execute("SELECT * FROM results JOIN points USING (point)")
            names = [column[0] for column in rows.description]
            columns = list(zip(*sorted(rows, key=lambda row: (row[6:], row[1:5])))) or [()] * len(names)
            return {name: list(column) for name, column in zip(names, columns)}
        finally:
            database.close()


# How it comes in. hostfxr, the part of .NET that starts a runtime, is loaded from where .NET is; it loads the tool's assemblies.

_ASSEMBLY = "Dispersal.Cli.dll"
_door = None
_opening = _threading.Lock()


def _home():
    def holds(folder):
        return folder and _os.path.isfile(_os.path.join(folder, _ASSEMBLY))

    named = _os.environ.get("DISPERSAL_HOME")
    if named:
        if not holds(named):
            raise DispersalError(f"DISPERSAL_HOME is {named}, but {_ASSEMBLY} is not there.")
        return named
    if holds(INSTALLED):
        return INSTALLED
    tool = _shutil.which("dispersal")
    if tool:
        said = _subprocess.run([tool, "python", "--where"], capture_output=True, text=True, check=False).stdout.strip()
        if holds(said):
            return said
    raise DispersalError("The tool is not installed any more. Install it with 'dotnet tool install --global Dispersal.Cli', or set DISPERSAL_HOME.")


def _hostfxr():
    name = {"win32": "hostfxr.dll", "darwin": "libhostfxr.dylib"}.get(_sys.platform, "libhostfxr.so")
    dotnet = _shutil.which("dotnet")
    roots = [_os.environ.get("DOTNET_ROOT"), dotnet and _os.path.dirname(_os.path.realpath(dotnet)), _os.path.expanduser("~/.dotnet"),
             "/usr/share/dotnet", "/usr/lib/dotnet", "/usr/local/share/dotnet", _os.path.join(_os.environ.get("ProgramFiles", "/"), "dotnet")]
    for root in filter(None, roots):
        found = _glob.glob(_os.path.join(root, "host", "fxr", "*", name))
        if found:
            # By number: 10.0.2 comes after 10.0.12 in the alphabet.
            return max(found, key=lambda path: [int(part) for part in _re.findall(r"\d+", _os.path.basename(_os.path.dirname(path)))])
    raise DispersalError("There is no .NET here. Install the .NET 10 runtime, or set DOTNET_ROOT to where it is.")


def _open():
    global _door
    with _opening:
        if _door is not None:
            return _door
        home = _home()
        char = _ctypes.c_wchar_p if _sys.platform == "win32" else _ctypes.c_char_p
        text = (lambda s: s) if _sys.platform == "win32" else _os.fsencode
        fxr = _ctypes.CDLL(_hostfxr())
        context, delegate = _ctypes.c_void_p(), _ctypes.c_void_p()

        def check(code, what):
            if code not in (0, 1, 2):  # 1 and 2: there is a runtime in this process already.
                raise DispersalError(f".NET did not {what} (0x{code & 0xFFFFFFFF:08x}).")

        fxr.hostfxr_initialize_for_runtime_config.argtypes = [char, _ctypes.c_void_p, _ctypes.POINTER(_ctypes.c_void_p)]
        fxr.hostfxr_get_runtime_delegate.argtypes = [_ctypes.c_void_p, _ctypes.c_int, _ctypes.POINTER(_ctypes.c_void_p)]
        fxr.hostfxr_close.argtypes = [_ctypes.c_void_p]
        config = _os.path.join(home, "Dispersal.Cli.runtimeconfig.json")
        check(fxr.hostfxr_initialize_for_runtime_config(text(config), None, _ctypes.byref(context)), "start")
        check(fxr.hostfxr_get_runtime_delegate(context, 5, _ctypes.byref(delegate)), "start")
        fxr.hostfxr_close(context)
        load_method = _ctypes.CFUNCTYPE(_ctypes.c_int, char, char, char, _ctypes.c_void_p, _ctypes.c_void_p, _ctypes.POINTER(_ctypes.c_void_p))(delegate.value)

        def method(name, *types):
            pointer = _ctypes.c_void_p()
            check(load_method(text(_os.path.join(home, _ASSEMBLY)), text("Dispersal.Cli.PythonEntry, Dispersal.Cli"), text(name),
                              _ctypes.c_void_p(-1), None, _ctypes.byref(pointer)), f"find {name} in {home}")
            return _ctypes.CFUNCTYPE(*types)(pointer.value)

        _door = (method("Call", _ctypes.c_void_p, _ctypes.c_char_p, _ctypes.c_int, _ctypes.POINTER(_ctypes.c_int)),
                 method("Release", None, _ctypes.c_void_p), method("Cancel", None))
        return _door


def _ask(verb, **words):
    call, release, cancel = _open()
    request = _json.dumps({"verb": verb, **words}).encode()
    answers = []

    def work():
        length = _ctypes.c_int()
        pointer = call(request, len(request), _ctypes.byref(length))
        try:
            answers.append(_ctypes.string_at(pointer, length.value))
        finally:
            release(pointer)

    if verb in ("run", "compare", "sweep"):
        # In a thread of its own, so that Ctrl-C is heard here while it runs.
        worker = _threading.Thread(target=work, daemon=True)
        worker.start()
        try:
            while worker.is_alive():
                worker.join(0.1)
        except KeyboardInterrupt:
            cancel()
            worker.join()
            raise
    else:
        work()
    answer = _json.loads(answers[0])
    error = answer.get("error")
    if error is None:
        return answer
    if error["kind"] == "scenario":
        raise ScenarioError(error["message"], error["problems"])
    raise DispersalError(error["message"])
