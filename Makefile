# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
# For the release build, such as --static-swift-stdlib.
BUILD_FLAGS ?=

RELEASE := .build/release
SHARE = $(DESTDIR)$(PREFIX)/share/salestop
export SWIFT
# So many tests run at once: most wait for a process or a server. All of them at once would take each other's time, and
# some would reach their limit.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 16

.PHONY: help demo test sizes lint hooks bench build install check-deploy pictures clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | sort | expand -t 14

# What is built is told on stderr, so that stdout is the demo's own.
demo: ## a week of sales and then live ones, in the dashboard; without a terminal one frame and the totals
	@Scripts/prepare demo
	@$(SWIFT) build -c release --product salestop $(BUILD_FLAGS) >&2
	@exec $(RELEASE)/salestop demo $(ARGS)

test: ## all tests
	@Scripts/prepare test
	@$(SWIFT) test $(ARGS)

sizes: ## every size of the screen, of which `make test` draws a part
	@Scripts/prepare test
	@SALESTOP_TEST_SIZES=all $(SWIFT) test --filter 'EverySizeTests|CutFigureTests' $(ARGS)

lint: ## the formatter's rules over all sources; modules import what they may; pages name what is there
	@Scripts/check-arrows
	@Scripts/check-pages
	@$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

hooks: ## from now on lint before each commit
	@git config core.hooksPath Scripts/hooks

bench: ## our speed beside plain clients' and servers', as ratios; ROWS=filter for that row alone
	@Scripts/prepare bench
	@$(SWIFT) build -c release --product salestop >&2
	@$(SWIFT) build -c release --product mock-kafka >&2
	@$(SWIFT) build -c release --product bench >&2
	@exec $(RELEASE)/bench $(ROWS) $(ARGS)

build:
	@Scripts/prepare demo
	@$(SWIFT) build -c release --product salestop $(BUILD_FLAGS)

install: build ## the program and its files under PREFIX (/usr/local); DESTDIR is put before it
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/Themes $(SHARE)/Recipes $(SHARE)/SampleData
	install -m 755 $(RELEASE)/salestop $(DESTDIR)$(PREFIX)/bin/salestop
	install -m 644 Themes/*.toml $(SHARE)/Themes
	install -m 644 Recipes/*.toml $(SHARE)/Recipes
	install -m 644 SampleData/catalog.toml SampleData/world-110m.geojson $(SHARE)/SampleData

check-deploy: build ## Deploy/ and the scripts, as far as that goes without running a container or a service
	@Scripts/prepare deploy
	@Scripts/check-deploy $(RELEASE)/salestop

pictures: build ## the pictures of the pages, drawn by the program
	@Scripts/pictures $(RELEASE)/salestop docs/pictures

clean: ## what was built
	rm -rf .build
