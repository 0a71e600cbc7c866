# SPDX-License-Identifier: EUPL-1.2
# `make help` says what there is. Sources, tests and man pages are found, never listed.

VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
CC ?= gcc

PACKAGES := glib-2.0 gio-2.0 libcmark yaml-0.1 jansson cairo cairo-pdf cairo-ft pango pangocairo \
            pangoft2 harfbuzz fontconfig freetype2
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wswitch-enum -Wformat=2
CPPFLAGS += -D_GNU_SOURCE -DGETTEXT_PACKAGE='"repliek"' -DREPLIEK_VERSION='"$(VERSION)"' \
            -DREPLIEK_PREFIX='"$(PREFIX)"' -Ilib
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=c17 $(WARNINGS) $(CFLAGS) $(if $(WERROR),-Werror) \
             $(if $(SANITIZE),-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer) \
             $(shell pkg-config --cflags $(PACKAGES))
ALL_LIBS = $(if $(SANITIZE),-fsanitize=address,undefined) $(shell pkg-config --libs $(PACKAGES)) -lhyphen -lm

LIB_SOURCES := $(wildcard lib/*/*.c)
CMD_SOURCES := $(wildcard cmd/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
CMD_OBJECTS := $(CMD_SOURCES:%.c=$(BUILD)/%.o)
UNITS := $(UNIT_SOURCES:%.c=$(BUILD)/%)

.PHONY: all clean
all: $(BUILD)/repliek

$(BUILD)/repliek: $(CMD_OBJECTS) $(BUILD)/librepliek.a
	$(CC) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(BUILD)/librepliek.a: $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/librepliek.a
	$(CC) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

clean:
	rm -rf $(BUILD)

-include $(LIB_OBJECTS:.o=.d) $(CMD_OBJECTS:.o=.d)
