# `make` alone tells what there is. JOBS=8 builds and tests with eight jobs; the default is two.
.DEFAULT_GOAL := help
.PHONY: help setup build demo test check-dev threads coverage format tidy bench score fuzz update-scenarios clean
.SUFFIXES:

JOBS ?= $(shell n=$$(nproc 2>/dev/null || echo 2); test $$n -gt 2 && echo 2 || echo $$n)
SECONDS ?= 60
SCENARIO ?= $(wildcard tests/scenarios/*/*.scenario)
CTEST = ctest --no-label-summary -j$(JOBS)
SOURCES = $(wildcard src/*/*.h src/*/*.cpp tests/*/*.h tests/*/*.cpp bench/*.cpp)

help:  ## this list
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## install what is missing, and only that
	@scripts/setup.sh

# CMake runs itself again when its files change; we run it for a new build folder and for changed presets.
build/%/build.ninja: CMakePresets.json | setup
	cmake --preset $*
	@touch $@

build: setup build/release/build.ninja  ## build/release/corollary
	@cmake --build --preset release -j $(JOBS)

demo: build  ## write the Helsinki brief from the case in examples/
	@build/release/corollary brief examples/helsinki-2018 --out out/helsinki-2018
	@echo
	@echo "The brief: $(CURDIR)/out/helsinki-2018/brief.html"

test: build  ## build and run every test
	@$(CTEST) --preset release

check-dev: setup build/dev/build.ninja  ## the same with warnings as errors, ASan, UBSan, headers checked
	@cmake --build --preset dev -j $(JOBS)
	@$(CTEST) --preset dev

threads: setup build/threads/build.ninja  ## the same with the thread sanitizer
	@cmake --build --preset threads -j $(JOBS)
	@$(CTEST) --preset threads

coverage: setup build/coverage/build.ninja  ## which lines the tests reach: build/coverage/html/index.html
	@scripts/setup.sh coverage
	@cmake --build --preset coverage -j $(JOBS)
	@find build/coverage -name '*.gcda' -delete
	@$(CTEST) --preset coverage
	@mkdir -p build/coverage/html
	@gcovr --root . --filter src/ --exclude '.*_test\.cpp' --exclude-throw-branches -j $(JOBS) \
	  --html-details build/coverage/html/index.html --txt --print-summary build/coverage

format:  ## bring the sources into our layout
	@scripts/setup.sh format
	@clang-format -i $(SOURCES)

tidy: build  ## clang-tidy over the sources
	@scripts/setup.sh tidy
	@printf '%s\n' $(filter src/%.cpp,$(SOURCES)) | xargs -P $(JOBS) -n 4 \
	  $$(command -v clang-tidy-19 clang-tidy-20 clang-tidy-21 | head -n 1) -p build/release --quiet

bench: build  ## the benchmarks
	@build/release/bench/corollary_bench

score: build  ## score reading and forecasts on ../shared, if it is there
	@scripts/score.sh build/release/corollary

fuzz:  ## feed each reader of outside bytes SECONDS=60 of made-up input
	@scripts/setup.sh fuzz
	@$(MAKE) --no-print-directory build/fuzz/build.ninja
	@cmake --build --preset fuzz -j $(JOBS)
	@scripts/fuzz.sh build/fuzz $(SECONDS)

update-scenarios: build  ## write what the program prints now into the scenarios (SCENARIO=FILE: into one)
	@build/release/tests/scenarios/scenario_runner --program build/release/corollary --source . --update $(SCENARIO)

clean:  ## remove what was built
	rm -rf build out
