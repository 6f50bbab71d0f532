// Bodies of system scripts, manuals and documents, into which notices are put.
import type { HostTable } from './host.ts'

export const hostsOfSystem = {
  batchFile: {
    path: 'win/build_@thing@.bat',
    opening: '@echo off',
    styles: ['rem', 'batch'],
    body: `setlocal enabledelayedexpansion
set OUT=dist\\@thing@
%%%
if not exist "%OUT%" mkdir "%OUT%"
for %%f in (src\\*.c) do (
  echo compiling %%f
  cl /nologo /O2 /c "%%f" /Fo"%OUT%\\%%~nf.obj"
  if errorlevel 1 goto failed
)
link /nologo /OUT:"%OUT%\\@thing@.exe" "%OUT%\\*.obj"
goto :eof

:failed
echo build failed
exit /b 1`,
  },
  powershellScript: {
    path: 'deploy/Get-@Thing@.ps1',
    styles: ['hash', 'powershell'],
    body: `[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Server,
    [int] $Days = 7
)
%%%
function Get-@Thing@ {
    param([string] $Name)
    Get-ChildItem -Path "\\\\$Server\\logs\\$Name" -Filter *.log |
        Where-Object { $_.LastWriteTime -gt (Get-Date).AddDays(-$Days) } |
        Sort-Object LastWriteTime -Descending
}

Get-@Thing@ -Name '@thing@' | ForEach-Object {
    [pscustomobject]@{ File = $_.Name; Size = $_.Length }
}`,
  },
  m4: {
    path: 'm4/check_@thing@.m4',
    styles: ['dnl', 'hash'],
    body: `AC_PREREQ([2.69])
%%%
AC_DEFUN([CHECK_@THING@], [
  AC_ARG_WITH([@thing@],
    [AS_HELP_STRING([--with-@thing@=DIR], [where @thing@ is installed])],
    [@thing@_dir="$withval"], [@thing@_dir=/usr/local])
  saved_CPPFLAGS="$CPPFLAGS"
  CPPFLAGS="$CPPFLAGS -I$@thing@_dir/include"
  AC_CHECK_HEADER([@thing@.h], [have_@thing@=yes], [have_@thing@=no])
  AS_IF([test "x$have_@thing@" = xno], [CPPFLAGS="$saved_CPPFLAGS"])
  AM_CONDITIONAL([HAVE_@THING@], [test "x$have_@thing@" = xyes])
])`,
  },
  manual: {
    path: 'man/@thing@.1',
    styles: ['roff'],
    body: `.TH @THING@ 1 "March 2011" "version 1.4" "User Commands"
.SH NAME
@thing@ \\- show and change the state of a @thing@
%%%
.SH SYNOPSIS
.B @thing@
[\\fB\\-v\\fR] [\\fB\\-o\\fR \\fIfile\\fR] \\fIname\\fR...
.SH DESCRIPTION
.B @thing@
reads every
.I name
and prints one line for each.
.SH OPTIONS
.TP
.B \\-v
Say more.
.TP
.BI \\-o " file"
Write to
.I file
instead of standard output.
.SH SEE ALSO
.BR sort (1),
.BR join (1)`,
  },
  tex: {
    path: 'tex/@thing@.sty',
    styles: ['percent', 'percentDouble'],
    body: `\\NeedsTeXFormat{LaTeX2e}
\\ProvidesPackage{@thing@}[2014/02/11 v1.2 @Thing@ tables]
\\RequirePackage{xcolor}
%%%
\\newif\\if@thing@colour
\\DeclareOption{colour}{\\@thing@colourtrue}
\\DeclareOption{plain}{\\@thing@colourfalse}
\\ExecuteOptions{plain}
\\ProcessOptions\\relax

\\newcommand{\\@thing@head}[1]{%
  \\if@thing@colour
    \\textcolor{blue}{\\textbf{#1}}%
  \\else
    \\textbf{#1}%
  \\fi}

\\endinput`,
  },
  matlab: {
    path: 'toolbox/@thing@_filter.m',
    styles: ['percent', 'percentBlock'],
    body: `function y = @thing@_filter(x, order, cutoff)
%%%
%@THING@_FILTER Smooth a signal by a low pass of some order.
if nargin < 3
    cutoff = 0.1;
end
if ~isvector(x)
    error('expected a vector');
end
[b, a] = butter(order, cutoff);
y = filtfilt(b, a, double(x(:)));
end`,
  },
} as const satisfies HostTable
