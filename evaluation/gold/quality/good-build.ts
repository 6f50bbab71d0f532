// Good builds: Make, Docker, CMake, Gradle.
import { type Body, file } from './kit.ts'

export const buildBodies: readonly Body[] = [
  {
    family: 'makefile-firmware',
    path: 'firmware/Makefile',
    text: file`
# Builds the firmware of the sensor board. Try: make V=1, make flash PORT=/dev/ttyACM1
TARGET   := sensor
BUILD    := build
PORT     ?= /dev/ttyACM0
CROSS    := arm-none-eabi-

CC       := $(CROSS)gcc
OBJCOPY  := $(CROSS)objcopy
SIZE     := $(CROSS)size

SOURCES  := $(wildcard src/*.c) $(wildcard drivers/*.c) startup.s
OBJECTS  := $(patsubst %,$(BUILD)/%.o,$(SOURCES))
DEPENDS  := $(OBJECTS:.o=.d)

CFLAGS   := -mcpu=cortex-m0plus -mthumb -Os -g -std=c11 -Wall -Wextra -Werror=implicit -ffunction-sections
LDFLAGS  := -T board.ld -Wl,--gc-sections -nostartfiles --specs=nano.specs

Q := $(if $(V),,@)

.PHONY: all flash clean size
all: $(BUILD)/$(TARGET).bin size

$(BUILD)/%.c.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/%.s.o: %.s
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -c $< -o $@

$(BUILD)/$(TARGET).elf: $(OBJECTS) board.ld
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) $(OBJECTS) -o $@

%.bin: %.elf
	$(Q)$(OBJCOPY) -O binary $< $@

size: $(BUILD)/$(TARGET).elf
	$(SIZE) $<

flash: $(BUILD)/$(TARGET).bin
	bossac --port=$(PORT) --erase --write --verify --reset $<

clean:
	rm -rf $(BUILD)

-include $(DEPENDS)
`,
    others: [{ path: 'Makefile', swap: { sensor: 'display', drivers: 'panels' }, licence: 'short' }],
  },
  {
    family: 'dockerfile-two-stages',
    path: 'Dockerfile',
    text: file`
# syntax=docker/dockerfile:1.6
FROM node:20-bookworm-slim AS build
WORKDIR /src

# Only what decides the dependencies, so that this layer outlives changes of the code.
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

COPY tsconfig.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production \
    PORT=8080

RUN apt-get update \
 && apt-get install -y --no-install-recommends tini ca-certificates \
 && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY --from=build --chown=node:node /src/node_modules ./node_modules
COPY --from=build --chown=node:node /src/dist ./dist

USER node
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s \
  CMD node -e "fetch('http://localhost:8080/health').then(r => process.exit(r.ok ? 0 : 1))"
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/server.js"]
`,
    others: [
      { path: 'docker/worker.Dockerfile', swap: { server: 'worker', dist: 'lib', '8080': '9000' }, licence: 'spdx' },
    ],
  },
  {
    family: 'cmake-library',
    path: 'CMakeLists.txt',
    near: 'data',
    text: file`
cmake_minimum_required(VERSION 3.20)
project(quill VERSION 2.3.1 LANGUAGES CXX)

option(QUILL_BUILD_TESTS "Build the tests" \${PROJECT_IS_TOP_LEVEL})
option(QUILL_WITH_ZSTD "Read and write compressed notebooks" ON)

add_library(quill
  src/document.cpp
  src/layout.cpp
  src/stroke.cpp
)
add_library(quill::quill ALIAS quill)
target_compile_features(quill PUBLIC cxx_std_20)
target_include_directories(quill
  PUBLIC $<BUILD_INTERFACE:\${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>
  PRIVATE src
)

if(QUILL_WITH_ZSTD)
  find_package(zstd CONFIG REQUIRED)
  target_link_libraries(quill PRIVATE zstd::libzstd)
  target_compile_definitions(quill PRIVATE QUILL_HAS_ZSTD=1)
endif()

if(MSVC)
  target_compile_options(quill PRIVATE /W4 /permissive-)
else()
  target_compile_options(quill PRIVATE -Wall -Wextra -Wpedantic)
endif()

if(QUILL_BUILD_TESTS)
  enable_testing()
  find_package(Catch2 3 REQUIRED)
  add_executable(quill_tests tests/layout_test.cpp tests/stroke_test.cpp)
  target_link_libraries(quill_tests PRIVATE quill::quill Catch2::Catch2WithMain)
  include(Catch)
  catch_discover_tests(quill_tests)
endif()

include(GNUInstallDirs)
install(TARGETS quill EXPORT quillTargets)
install(DIRECTORY include/ DESTINATION \${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT quillTargets NAMESPACE quill:: DESTINATION \${CMAKE_INSTALL_LIBDIR}/cmake/quill)
`,
    others: [
      { path: 'cmake/sonar.cmake', swap: { quill: 'sonar', stroke: 'ping', layout: 'beam' }, licence: 'apache' },
    ],
  },
  {
    family: 'gradle-application-build',
    path: 'app/build.gradle',
    text: file`
plugins {
    id 'application'
    id 'com.diffplug.spotless' version '6.23.3'
}

group = 'org.orchard'
version = providers.gradleProperty('release').getOrElse('0.0-SNAPSHOT')

java {
    toolchain { languageVersion = JavaLanguageVersion.of(21) }
}

repositories { mavenCentral() }

dependencies {
    implementation project(':core')
    implementation 'info.picocli:picocli:4.7.5'
    runtimeOnly 'org.slf4j:slf4j-simple:2.0.9'
    testImplementation platform('org.junit:junit-bom:5.10.1')
    testImplementation 'org.junit.jupiter:junit-jupiter'
    testImplementation 'org.assertj:assertj-core:3.24.2'
}

application {
    mainClass = 'org.orchard.cli.Main'
    applicationDefaultJvmArgs = ['-XX:+UseSerialGC', '-Xss512k']
}

test {
    useJUnitPlatform { excludeTags 'slow' }
    testLogging { exceptionFormat = 'full' }
}

// Tests that start the packed application; they run in the pipeline only.
tasks.register('slowTest', Test) {
    dependsOn installDist
    useJUnitPlatform { includeTags 'slow' }
    systemProperty 'orchard.home', layout.buildDirectory.dir('install/app').get().asFile.path
}

spotless {
    java { palantirJavaFormat() }
}

tasks.named('distTar') {
    compression = Compression.GZIP
    archiveExtension = 'tar.gz'
}
`,
    others: [{ path: 'server/build.gradle', swap: { orchard: 'vineyard', slow: 'online', picocli: 'jcommander' } }],
  },
]
