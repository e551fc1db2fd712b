# One word for each thing that a developer does; CI says the same words.
# `uv run just` lists them, also where no just is installed.

# The kernel's own tests take seconds, to optimise what they test would take minutes.
quick_to_build := if os_family() == "windows" { "" } else { "-DCMAKE_CXX_FLAGS_RELEASE=-O1" }
cpp_files := "'kernel/*.cpp' 'kernel/*.hpp' 'bindings/*.cpp' 'bindings/*.hpp'"

[private]
list:
    @just --list --unsorted

# every test, on all cores
test *words:
    uv run pytest -n auto {{ words }}

# the tests that are not slow, on all cores: two minutes or less
quick *words:
    uv run pytest -n auto -m "not slow" {{ words }}

# whether linters and formatters have nothing to say
lint:
    uv run ruff check
    uv run ruff format --check
    git ls-files -z {{ cpp_files }} | xargs -0 uv run clang-format --dry-run -Werror

# all files into their form
format:
    uv run ruff check --fix-only --select I
    uv run ruff format
    git ls-files -z {{ cpp_files }} | xargs -0 uv run clang-format -i

# both type checkers
types:
    uv run mypy
    uv run pyright

# the kernel's own tests
kernel: (_kernel "plain" "")

# the kernel's own tests under sanitizers: address,undefined or thread
sanitize kinds="address,undefined": (_kernel "sanitized-" + replace(kinds, ",", "-") kinds)

_kernel folder kinds:
    uv run cmake -S . -B build/{{ folder }} -DELSEWISE_SANITIZE={{ kinds }} {{ quick_to_build }}
    uv run cmake --build build/{{ folder }} --config Release --parallel {{ num_cpus() }}
    uv run ctest --test-dir build/{{ folder }} --build-config Release --output-on-failure

# the docs site, into docs/_build, with its generated pages made anew
docs:
    uv run python docs/generate.py
    uv run sphinx-build -q -W --keep-going docs docs/_build

# measures (`just bench --help`), into benchmarks/results
bench *words:
    uv run --group plots python benchmarks/run.py {{ words }}

# a fuzzer for as long as one likes: just fuzz graph --minutes 20
fuzz *words:
    uv run python tests/fuzz/run.py {{ words }}

# a release, tried out as a whole before anything is kept: just release 1.2.0 --dry-run
release *words:
    uv run --group release python tools/release.py {{ words }}

# what CI runs
ci:
    bash .ci/run
