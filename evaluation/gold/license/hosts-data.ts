// Bodies of configuration, queries and build files, into which notices are put; `%%%` is where the imports end.
import type { HostTable } from './host.ts'

export const hostsOfData = {
  sql: {
    path: 'db/migrations/0007_@thing@.sql',
    styles: ['dashes', 'stars', 'dashesBox'],
    body: `SET client_min_messages = warning;
%%%
CREATE TABLE @thing@ (
    id          bigserial PRIMARY KEY,
    name        text NOT NULL,
    state       text NOT NULL DEFAULT 'new',
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX @thing@_state_idx ON @thing@ (state, created_at);

CREATE OR REPLACE FUNCTION @thing@_touch() RETURNS trigger AS $$
BEGIN
    NEW.created_at := now();
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TRIGGER @thing@_touch BEFORE INSERT ON @thing@
    FOR EACH ROW EXECUTE PROCEDURE @thing@_touch();`,
  },
  yaml: {
    path: 'roles/@thing@/tasks/main.yml',
    opening: '---',
    styles: ['hash', 'hashRuled'],
    body: `- name: gather what is installed
  ansible.builtin.package_facts:
    manager: auto
%%%
- name: install @thing@
  ansible.builtin.apt:
    name: "{{ @thing@_packages }}"
    state: present
    update_cache: true
  notify: restart @thing@

- name: write the configuration
  ansible.builtin.template:
    src: @thing@.conf.j2
    dest: /etc/@thing@.conf
    mode: "0640"
  notify: restart @thing@`,
  },
  xml: {
    path: 'config/@thing@-context.xml',
    opening: '<?xml version="1.0" encoding="UTF-8"?>',
    styles: ['html', 'htmlTight'],
    body: `<beans xmlns="http://www.springframework.org/schema/beans"
       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
%%%
  <bean id="@thing@Service" class="org.acme.@thing@.@Thing@Service">
    <constructor-arg ref="@thing@Repository"/>
    <property name="limit" value="250"/>
  </bean>

  <bean id="@thing@Repository" class="org.acme.@thing@.Jdbc@Thing@Repository">
    <property name="dataSource" ref="dataSource"/>
  </bean>
</beans>`,
  },
  makefile: {
    path: 'src/@thing@/Makefile',
    styles: ['hash', 'hashDouble'],
    body: `CC ?= cc
CFLAGS ?= -O2 -Wall
%%%
OBJECTS = main.o @thing@.o util.o

all: @thing@

@thing@: $(OBJECTS)
	$(CC) $(LDFLAGS) -o $@ $(OBJECTS) -lm

%.o: %.c @thing@.h
	$(CC) $(CFLAGS) -c -o $@ $<

install: all
	install -D -m 755 @thing@ $(DESTDIR)/usr/bin/@thing@

clean:
	rm -f @thing@ $(OBJECTS)

.PHONY: all install clean`,
  },
  cmake: {
    path: 'cmake/Find@Thing@.cmake',
    styles: ['hash', 'hashRuled'],
    body: `include(FindPackageHandleStandardArgs)
%%%
find_path(@Thing@_INCLUDE_DIR
  NAMES @thing@.h
  PATH_SUFFIXES @thing@
  HINTS ENV @THING@_ROOT)

find_library(@Thing@_LIBRARY NAMES @thing@ lib@thing@)

find_package_handle_standard_args(@Thing@ DEFAULT_MSG @Thing@_LIBRARY @Thing@_INCLUDE_DIR)

if(@Thing@_FOUND AND NOT TARGET @Thing@::@Thing@)
  add_library(@Thing@::@Thing@ UNKNOWN IMPORTED)
  set_target_properties(@Thing@::@Thing@ PROPERTIES
    IMPORTED_LOCATION "\${@Thing@_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "\${@Thing@_INCLUDE_DIR}")
endif()`,
  },
  dockerfile: {
    path: 'docker/@thing@/Dockerfile',
    styles: ['hash'],
    body: `FROM debian:bookworm-slim
%%%
RUN apt-get update \\
 && apt-get install -y --no-install-recommends ca-certificates curl tini \\
 && rm -rf /var/lib/apt/lists/*

WORKDIR /srv/@thing@
COPY bin/@thing@ /usr/local/bin/@thing@
RUN useradd --system --no-create-home @thing@
USER @thing@
EXPOSE 8080
ENTRYPOINT ["tini", "--", "@thing@"]
CMD ["serve", "--port", "8080"]`,
  },
  vimScript: {
    path: 'plugin/@thing@.vim',
    styles: ['vim'],
    body: `if exists('g:loaded_@thing@') || &cp
  finish
endif
let g:loaded_@thing@ = 1
%%%
let g:@thing@_width = get(g:, '@thing@_width', 30)

function! s:Toggle() abort
  let l:window = bufwinnr('__@thing@__')
  if l:window != -1
    execute l:window . 'wincmd c'
    return
  endif
  execute 'topleft' g:@thing@_width . 'vnew __@thing@__'
  setlocal buftype=nofile noswapfile nobuflisted
endfunction

command! @Thing@Toggle call s:Toggle()`,
  },
  jinja: {
    path: 'templates/@thing@/list.html',
    styles: ['jinja', 'html'],
    body: `{% extends "base.html" %}
{% load i18n %}
%%%
{% block content %}
<h2>{% trans "All @thing@s" %}</h2>
<ul class="list">
  {% for item in items %}
    <li><a href="{{ item.get_absolute_url }}">{{ item.name }}</a> ({{ item.created|date:"Y-m-d" }})</li>
  {% empty %}
    <li>{% trans "Nothing here yet." %}</li>
  {% endfor %}
</ul>
{% endblock %}`,
  },
  proto: {
    path: 'proto/@thing@/v1/@thing@.proto',
    styles: ['slashes', 'stars'],
    body: `syntax = "proto3";

package @thing@.v1;

import "google/protobuf/timestamp.proto";
%%%
service @Thing@Service {
  rpc Get@Thing@(Get@Thing@Request) returns (@Thing@);
  rpc List@Thing@s(List@Thing@sRequest) returns (List@Thing@sResponse);
}

message @Thing@ {
  string id = 1;
  string title = 2;
  google.protobuf.Timestamp created = 3;
}

message Get@Thing@Request { string id = 1; }
message List@Thing@sRequest { int32 size = 1; string token = 2; }
message List@Thing@sResponse { repeated @Thing@ items = 1; string next = 2; }`,
  },
  terraform: {
    path: 'infra/modules/@thing@/main.tf',
    styles: ['hash', 'stars', 'slashes'],
    body: `terraform {
  required_version = ">= 1.5"
}
%%%
variable "name" {
  type        = string
  description = "Name of the @thing@ bucket"
}

resource "aws_s3_bucket" "@thing@" {
  bucket        = var.name
  force_destroy = false
}

resource "aws_s3_bucket_versioning" "@thing@" {
  bucket = aws_s3_bucket.@thing@.id
  versioning_configuration {
    status = "Enabled"
  }
}`,
  },
  forthFile: {
    path: 'forth/@thing@.fs',
    styles: ['forth'],
    body: `require string.fs
%%%
variable @thing@-count
create @thing@-table 64 cells allot

: @thing@-reset ( -- )  0 @thing@-count ! ;

: @thing@-add ( n -- )
  @thing@-count @ 64 >= abort" table is full"
  @thing@-table @thing@-count @ cells + !
  1 @thing@-count +! ;

: @thing@-sum ( -- n )
  0 @thing@-count @ 0 ?do @thing@-table i cells + @ + loop ;`,
  },
} as const satisfies HostTable
