# Two commands matter: `make scan TARGET=/path/to/repository` and `make test`. `make help` lists the rest.

TARGET ?= .
ARGS ?=
PREFIX ?= /usr/local
DESTDIR ?=
RUNS ?= 5
REPO ?=
TREE ?=
SECONDS ?= 60
MUTATIONS ?= 1000
# One fuzz target; all where it is empty.
FUZZ ?=
# V=1 shows the whole build output, SWIFT names another swift, NO_INSTALL=1 forbids apt.
V ?=
SWIFT ?= swift
NO_INSTALL ?=
export TARGET PREFIX DESTDIR RUNS REPO TREE V SWIFT NO_INSTALL

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help scan build test install uninstall deb bench accuracy fuzz sanitize clean

help: ## Show this list
	@echo 'Rollcall finds credentials in repositories and configuration trees.'
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18
	@echo
	@echo '  make scan TARGET=~/src/project ARGS="--format jsonl --output findings.jsonl"'
	@echo '  make install PREFIX=$$HOME/.local'
	@echo '  make bench REPO=~/src/project TREE=~/src/other RUNS=5'

scan: build ## Scan TARGET (default .); ARGS are passed to `rollcall scan`
	@packaging/scan $(ARGS) -- "$$TARGET"

build: ## Install what is missing, build .build/release/rollcall
	@packaging/bootstrap build
	@packaging/build -c release --product rollcall --static-swift-stdlib

test: ## Install what is missing, run the whole test suite
	@packaging/bootstrap test
	@packaging/test

install: ## Put rollcall, its manual page and completions under PREFIX (default /usr/local)
	@[ -x .build/release/rollcall ] || $(MAKE) build
	@packaging/install

uninstall: ## Take them away again
	@packaging/install --remove

deb: build ## Build a Debian package: .build/rollcall_VERSION_ARCHITECTURE.deb
	@packaging/deb

bench: ## Compare with other scanners: the hook, and REPO=… TREE=… where given [RUNS=5]
	@packaging/bootstrap bench
	@packaging/build -c release --product rollcall --static-swift-stdlib
	@packaging/build -c release --product rollcall-bench --static-swift-stdlib
	@.venv/bin/python Benchmarks/compare --hook --runs "$$RUNS" $${REPO:+--repo "$$REPO"} $${TREE:+--tree "$$TREE"} $(ARGS)

accuracy: ## Precision, recall and F1 on Corpus/, beside other scanners found here
	@packaging/bootstrap build
	@packaging/build -c release --product rollcall-accuracy --static-swift-stdlib
	@python3 Benchmarks/accuracy $(ARGS)

fuzz: ## Fuzz every parser, SECONDS=60 each; then mutations (MUTATIONS=1000) and attacks
	@packaging/bootstrap build
	@SECONDS_EACH="$(SECONDS)" FUZZ_TARGET="$(FUZZ)" packaging/fuzz
	@packaging/build -c release --product rollcall --static-swift-stdlib
	@Tests/Hostile/mutate --count "$(MUTATIONS)"
	@Tests/Hostile/attacks

sanitize: ## Run the tests of parsers and engine with AddressSanitizer, then ThreadSanitizer
	@packaging/bootstrap test
	@packaging/sanitize

clean: ## Remove everything that was built (.build, .venv)
	rm -rf .build .venv
