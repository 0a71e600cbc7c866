# SPDX-License-Identifier: EUPL-1.2
# `make help` says what there is. Sources, tests and man pages are found, never listed.

VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
ifeq ($(origin CC),default)
CC := gcc
endif
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
Q := $(if $(V),,@)# V=1 shows the commands whole

PACKAGES := glib-2.0 gio-2.0 libcmark yaml-0.1 jansson libzip expat gumbo libseccomp cairo cairo-ft pango \
            pangocairo pangoft2 harfbuzz harfbuzz-subset libdeflate libpng libjpeg fontconfig freetype2
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wformat=2
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS ?= $(if $(SANITIZE),-O1,-O2) -g

# Asked once, and only when something is compiled: before `make deps` there may be no pkg-config.
PACKAGE_CFLAGS = $(eval PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES)))$(PACKAGE_CFLAGS)
PACKAGE_LIBS = $(eval PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES)))$(PACKAGE_LIBS)
ALL_CPPFLAGS = -D_GNU_SOURCE -DGETTEXT_PACKAGE='"repliek"' -DREPLIEK_VERSION='"$(VERSION)"' \
               -DREPLIEK_PREFIX='"$(PREFIX)"' -Ilib $(CPPFLAGS)
ALL_CFLAGS = -std=c17 $(WARNINGS) $(if $(WERROR),-Werror) $(if $(SANITIZE),$(SANITIZERS)) $(CFLAGS) $(PACKAGE_CFLAGS)
ALL_LIBS = $(if $(SANITIZE),$(SANITIZERS)) $(PACKAGE_LIBS) -lhyphen -lm

LIB_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard lib/*/*.c))
CMD_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard cmd/*.c))
UNITS := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/*.c))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(filter-out tests/fuzz/driver.c,$(wildcard tests/fuzz/*.c)))
CATALOGUES := $(patsubst po/%.po,build/locale/%/LC_MESSAGES/repliek.mo,$(wildcard po/*.po))
SCRIPTS := $(filter-out %.txt %.py %.c,$(wildcard tests/lint/* tests/demo/* tests/robust/* tests/readme/examples) \
  tests/pdf/picture tests/pdf/reproducible tests/random/letters tests/random/revisions tests/random/roundtrip tests/random/reviews tests/word/directorates tests/gold/score tests/word/structure)
MAKE_ALL = $(MAKE) --no-print-directory -j$(JOBS)

# Every test of one build folder, as `tests/tap` knows them.
tests-of = $(1)/tests/cases $(patsubst $(BUILD)/%,$(1)/%,$(UNITS))
fuzzers-of = $(patsubst $(BUILD)/%,$(1)/%,$(FUZZERS))

.PHONY: all print-flags print-libs tests deps deps-all deps-bench bench demo check check-all lint bless score format fuzz po install dist clean help FORCE
.SECONDARY:
ifneq ($(filter deps deps-all deps-bench,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

all: $(BUILD)/repliek $(CATALOGUES) ## build build/repliek (default)

$(BUILD)/repliek: $(CMD_OBJECTS) $(BUILD)/librepliek.a
	@echo '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(BUILD)/librepliek.a: $(LIB_OBJECTS)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo '  CC $@'
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# Changes with the version, the prefix and the flags, and so has everything compiled again.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(VERSION) $(PREFIX) $(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)' | cmp -s - $@ || \
	  echo '$(VERSION) $(PREFIX) $(CC) $(CPPFLAGS) $(CFLAGS) $(SANITIZE)' >$@

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/librepliek.a
	@echo '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(BUILD)/tests/fuzz/%: $(BUILD)/tests/fuzz/%.o $(BUILD)/tests/fuzz/driver.o $(BUILD)/librepliek.a
	@echo '  LD $@'
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

build/locale/%/LC_MESSAGES/repliek.mo: po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

tests: all $(UNITS) $(FUZZERS) ## build the tests as well

deps: ## install what demo and check need (Debian; nothing when it is all there)
	@.ci/deps

deps-all: ## install what check-all needs on top
	@.ci/deps all
	@tests/verapdf/validate --fetch && tests/node/modules --fetch

deps-bench: ## install the typesetters that `make bench` sets beside repliek
	@.ci/deps bench

demo: ## render the sample letter to build/demo/brief.pdf
	@$(MAKE_ALL) all
	@.ci/demo $(BUILD)

check: ## every test under gcc and under ASan and UBSan, and the lints (under five minutes)
	@$(MAKE_ALL) BUILD=build-check WERROR=1 tests
	@$(MAKE_ALL) BUILD=build-asan WERROR=1 SANITIZE=1 tests
	@BUILD=build-check prove --timer --jobs $(JOBS) --exec tests/tap \
	  $(call tests-of,build-check) $(call tests-of,build-asan) \
	  $(call fuzzers-of,build-asan) $(SCRIPTS)

check-all: ## what takes longer: the cases and unit tests under valgrind, longer fuzzing, veraPDF
	@$(MAKE_ALL) BUILD=build-check WERROR=1 tests
	@$(MAKE_ALL) BUILD=build-asan WERROR=1 SANITIZE=1 tests
	@BUILD=build-check prove --timer --jobs $(JOBS) --exec tests/tap-all \
	  tests/pdf/mutations tests/pdf/readers tests/random/letters tests/random/revisions tests/random/reviews tests/html/axe tests/word/structure tests/word/opens tests/into/opens $(filter-out %/read-hostile,$(call tests-of,build-check)) $(call fuzzers-of,build-asan) tests/same-content tests/growth/questions tests/growth/import

bench: all ## TOOLS=folder: set the sample letter beside other typesetters (minutes; docs/bench.md)
	@tests/bench/run $(BUILD) '$(TOOLS)'

lint: ## the lints alone
	@prove --jobs $(JOBS) --exec tests/tap $(filter tests/lint/%,$(SCRIPTS))

bless: all ## CASE=area/name: show what changes in a case's expectations, then write it
	@BUILD=$(BUILD) tests/run --bless '$(CASE)'

score: all ## DATA=folder: score questions found, and lines, against the hand-made gold there
	@tests/score $(BUILD) '$(DATA)'

format: ## lay out the source by .clang-format
	clang-format -i $(wildcard */*.c */*/*.c */*.h */*/*.h)

fuzz: ## RUNS=1000000: run the fuzz targets longer, under the sanitizers
	@$(MAKE_ALL) BUILD=build-asan WERROR=1 SANITIZE=1 tests
	@FUZZ_RUNS=$(or $(RUNS),1000000) FUZZ_SECONDS=86400 prove --timer --verbose --exec tests/tap $(call fuzzers-of,build-asan)

po: ## bring po/*.po up to date with the messages in the source
	@tests/messages build/repliek.pot
	@for file in po/*.po; do msgmerge --quiet --update --backup=none --no-wrap $$file build/repliek.pot; done

install: all ## install under $(DESTDIR)$(PREFIX)
	@.ci/install $(BUILD) '$(DESTDIR)$(PREFIX)'

dist: check ## a release: checks, then build/repliek-VERSION.tar.gz of the last commit
	@.ci/dist $(VERSION)

clean: ## remove what was built
	rm -rf build build-check build-asan build-fuzz

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1	/p' Makefile | expand -t 18

# For the lint that compiles each header alone, and for tests/fuzz/guided.
print-flags:
	@echo '$(ALL_CPPFLAGS) $(ALL_CFLAGS)'
print-libs:
	@echo '$(ALL_LIBS)'

-include $(LIB_OBJECTS:.o=.d) $(CMD_OBJECTS:.o=.d) $(UNITS:=.d) $(FUZZERS:=.d)
