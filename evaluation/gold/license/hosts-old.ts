// Bodies of code in old and rare languages, into which notices are put: their comments are where naive rules stumble.
import type { HostTable } from './host.ts'

export const hostsOfOld = {
  fortran77: {
    path: 'lib/@thing@sol.f',
    styles: ['columnC', 'columnC'],
    body: `      SUBROUTINE THSOLV(N, A, B, C, D, X)
      INTEGER N, I
      DOUBLE PRECISION A(N), B(N), C(N), D(N), X(N), W
%%%
C     FORWARD ELIMINATION
      DO 10 I = 2, N
         W = A(I) / B(I-1)
         B(I) = B(I) - W * C(I-1)
         D(I) = D(I) - W * D(I-1)
   10 CONTINUE
C     BACK SUBSTITUTION
      X(N) = D(N) / B(N)
      DO 20 I = N-1, 1, -1
         X(I) = (D(I) - C(I) * X(I+1)) / B(I)
   20 CONTINUE
      RETURN
      END`,
  },
  fortran90: {
    path: 'src/@thing@_grid.f90',
    styles: ['bang', 'bangBox'],
    body: `module @thing@_grid
  use, intrinsic :: iso_fortran_env, only: real64
  implicit none
  private
%%%
  public :: laplacian

contains

  pure function laplacian(field, dx) result(out)
    real(real64), intent(in) :: field(:, :)
    real(real64), intent(in) :: dx
    real(real64) :: out(size(field, 1), size(field, 2))
    integer :: i, j

    out = 0.0_real64
    do j = 2, size(field, 2) - 1
      do i = 2, size(field, 1) - 1
        out(i, j) = (field(i + 1, j) + field(i - 1, j) + field(i, j + 1) + field(i, j - 1) &
                     - 4 * field(i, j)) / dx**2
      end do
    end do
  end function laplacian

end module @thing@_grid`,
  },
  cobol: {
    path: 'cobol/@THING@RPT.cbl',
    styles: ['columnStar'],
    body: `       IDENTIFICATION DIVISION.
       PROGRAM-ID. @THING@RPT.
%%%
       DATA DIVISION.
       WORKING-STORAGE SECTION.
       01  WS-TOTAL          PIC 9(7)V99 VALUE ZERO.
       01  WS-COUNT          PIC 9(5)    VALUE ZERO.
       PROCEDURE DIVISION.
       MAIN-PARAGRAPH.
           PERFORM READ-RECORD UNTIL WS-COUNT > 99.
           DISPLAY "TOTAL: " WS-TOTAL.
           STOP RUN.
       READ-RECORD.
           ADD 1 TO WS-COUNT.
           ADD 12.50 TO WS-TOTAL.`,
  },
  pascal: {
    path: 'source/u@thing@.pas',
    styles: ['braces', 'ocaml', 'slashes'],
    body: `unit u@thing@;

{$mode objfpc}{$H+}

interface

uses
  Classes, SysUtils;
%%%
type
  T@Thing@List = class(TStringList)
  private
    FLimit: Integer;
  public
    constructor Create(ALimit: Integer);
    function AddUnique(const S: string): Boolean;
  end;

implementation

constructor T@Thing@List.Create(ALimit: Integer);
begin
  inherited Create;
  FLimit := ALimit;
end;

function T@Thing@List.AddUnique(const S: string): Boolean;
begin
  Result := (Count < FLimit) and (IndexOf(S) < 0);
  if Result then
    Add(S);
end;

end.`,
  },
  ada: {
    path: 'src/@thing@-buffers.adb',
    styles: ['dashes', 'dashesBox'],
    body: `with Ada.Text_IO;
with Interfaces;
%%%
package body @Thing@.Buffers is

   procedure Push (Item : in out Buffer; Value : Element) is
   begin
      if Item.Length = Item.Capacity then
         raise Overflow;
      end if;
      Item.Length := Item.Length + 1;
      Item.Data (Item.Length) := Value;
   end Push;

   function Is_Empty (Item : Buffer) return Boolean is (Item.Length = 0);

end @Thing@.Buffers;`,
  },
  basic: {
    path: 'forms/mod@Thing@.bas',
    styles: ['apostrophe', 'rem'],
    body: `Attribute VB_Name = "mod@Thing@"
Option Explicit
%%%
Private Const MAX_ROWS As Long = 2000

Public Function Find@Thing@(ByVal Key As String) As Long
    Dim i As Long
    Find@Thing@ = -1
    For i = 1 To MAX_ROWS
        If Trim$(Sheet1.Cells(i, 1).Value) = Key Then
            Find@Thing@ = i
            Exit Function
        End If
    Next i
End Function`,
  },
} as const satisfies HostTable
