# SPDX-License-Identifier: Apache-2.0
# Short names for what meson, ninja and the tools do. Everything is built in the folder BUILD.
BUILD = build
SECONDS = 60
READERS = $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
CODE = $(wildcard include/*.h src/*.c src/*/*.[ch] tests/*/*.[ch] tools/*.c)

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)
$(BUILD)/build.ninja:
	meson setup $(BUILD)
demo:
	tools/setup.sh
	$(MAKE) all
	$(BUILD)/hearsay read examples/wire.txt
test: all
	python3 tests/run.py $(BUILD)
asan:
	test -d $(BUILD)-asan || meson setup $(BUILD)-asan --buildtype=debugoptimized -Db_sanitize=address,undefined
	ninja -C $(BUILD)-asan
	python3 tests/run.py $(BUILD)-asan
fuzz:
	tools/setup.sh clang libclang-rt-14-dev
	test -d $(BUILD)-fuzz || CC=clang meson setup $(BUILD)-fuzz -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false
	ninja -C $(BUILD)-fuzz
	$(foreach reader,$(READERS),mkdir -p $(BUILD)-fuzz/found/$(reader) && $(BUILD)-fuzz/tests/fuzz/fuzz_$(reader) \
		-max_total_time=$(SECONDS) -artifact_prefix=$(BUILD)-fuzz/ $(BUILD)-fuzz/found/$(reader) \
		$(wildcard tests/fuzz/seeds/$(reader)) &&) true
bench: all
	$(if $(wildcard bench/speed.py),python3 bench/speed.py --program $(BUILD)/hearsay)
	$(if $(wildcard bench/kernel.c),$(BUILD)/bench/bench-kernel)
scores: all
	python3 tools/score.py all --program $(BUILD)/hearsay
tables: all
	python3 tools/manual.py $(BUILD)/hearsay
format:
	clang-format -i $(CODE)
install: all
	meson install -C $(BUILD)
.PHONY: all demo test asan fuzz bench scores tables format install
