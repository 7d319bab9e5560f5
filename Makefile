# Thin names over swift and dragoman. `make help` lists them.

DEBIAN_PACKAGES = pkg-config liblua5.4-dev libyaml-dev libsqlite3-dev libxml2-dev libicu-dev \
  libstemmer-dev libsodium-dev nettle-dev zlib1g-dev libdeflate-dev libarchive-dev libgmime-3.0-dev dict-freedict-ara-eng \
  poppler-utils tesseract-ocr tesseract-ocr-ara \
  python3-venv
RELEASE = swift build -c release --product dragoman --static-swift-stdlib
OUT = .build/briefing

.PHONY: briefing test lint bench bench-convert bench-html bench-charset bench-extraction bench-pdf bench-lua build setup help

briefing: build ## Run the sample workflow and say where its briefing is.
	@.build/release/dragoman run workflows/briefing workflows/briefing/samples/al-alam-2025-01-20.txt --out $(OUT)
	@echo "The briefing is in $(CURDIR)/$(OUT): open briefing.html."

build: setup ## Build the program in release: .build/release/dragoman.
	$(RELEASE)

test: setup ## Run all tests.
	swift build --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build --parallel

lint: ## Hold the sources against the house style.
	swift format lint --strict --recursive --parallel Package.swift Sources Tests plugins

bench: build ## Measure the program beside its rivals; Tests/Benchmarks/RESULTS.md keeps the figures.
	Tests/Benchmarks/bench

bench-convert: build ## Measure conversions of Markdown beside pandoc.
	@.ci/setup pandoc
	Tests/Benchmarks/convert

bench-html: ## Measure the parser of HTML beside lexbor and libxml2.
	Tests/Benchmarks/html

bench-charset: ## Measure the detection of charsets beside chardet, charset-normalizer and uchardet.
	Tests/Benchmarks/charset/bench

bench-extraction: build ## Measure the reading of news pages beside trafilatura and resiliparse.
	Tests/Benchmarks/extraction/bench

bench-pdf: build ## Measure the reading of PDF beside pdftotext, pypdf and pdfminer.six.
	Tests/Benchmarks/pdf

bench-lua: build ## Measure steps in Lua beside pandoc's filters.
	@.ci/setup pandoc
	Tests/Benchmarks/lua

setup: ## Install the Debian packages that are lacking, and nothing when none is.
	@.ci/setup $(DEBIAN_PACKAGES)

help: ## List these names.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | sort
