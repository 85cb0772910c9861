# `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=

RELEASE := .build/release
SHARE = $(DESTDIR)$(PREFIX)/share/salestop
export SWIFT

.PHONY: help demo test lint bench build install pictures clean

help:
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | sort | expand -t 12

# What is built is told on stderr, so that stdout is the demo's own.
demo: ## a week of sales and then live ones, in the dashboard; without a terminal one frame and the totals
	@Scripts/prepare demo
	@$(SWIFT) build -c release --product salestop >&2
	@exec $(RELEASE)/salestop demo $(ARGS)

test: ## all tests
	@Scripts/prepare test
	@$(SWIFT) test $(ARGS)

lint: ## the formatter's rules over all sources
	@$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks Package.swift

bench: ## our speed beside plain SQLite's, as ratios
	@Scripts/prepare test
	@$(SWIFT) build -c release --product bench >&2
	@exec $(RELEASE)/bench $(ARGS)

build:
	@Scripts/prepare demo
	@$(SWIFT) build -c release --product salestop

install: build ## the program and its files under PREFIX (/usr/local); DESTDIR is put before it
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/Themes $(SHARE)/SampleData
	install -m 755 $(RELEASE)/salestop $(DESTDIR)$(PREFIX)/bin/salestop
	install -m 644 Themes/*.toml $(SHARE)/Themes
	install -m 644 SampleData/catalog.toml SampleData/world-110m.geojson $(SHARE)/SampleData

pictures: build ## the README's pictures, drawn by the program
	@Scripts/pictures $(RELEASE)/salestop docs

clean: ## what was built
	rm -rf .build
