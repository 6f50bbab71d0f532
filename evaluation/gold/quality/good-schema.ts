// Good schemas and hardware: GraphQL, Protocol Buffers, assembly, Verilog.
import { type Body, file } from './kit.ts'

export const schemaBodies: readonly Body[] = [
  {
    family: 'graphql-course-schema',
    path: 'schema/courses.graphql',
    text: file`
"A course that members can book. Courses repeat weekly until \`lastDay\`."
type Course implements Node {
  id: ID!
  title: String!
  description: String
  teacher: Person!
  firstDay: Date!
  lastDay: Date!
  weekday: Weekday!
  places: Int!
  "Places that are still free; never negative."
  free: Int!
  participants(first: Int = 20, after: String): ParticipantConnection! @auth(requires: TEACHER)
}

enum Weekday {
  MONDAY
  TUESDAY
  WEDNESDAY
  THURSDAY
  FRIDAY
  SATURDAY
  SUNDAY
}

input CourseFilter {
  weekday: Weekday
  teacher: ID
  onlyFree: Boolean = false
  search: String
}

type BookingPayload {
  course: Course
  errors: [BookingError!]!
}

union BookingError = CourseFull | AlreadyBooked | NotAMember

type CourseFull {
  message: String!
  "Position on the waiting list, if the member wanted to be on it."
  position: Int
}

extend type Query {
  course(id: ID!): Course
  courses(filter: CourseFilter, first: Int = 20, after: String): CourseConnection!
}

extend type Mutation {
  bookCourse(course: ID!, waitIfFull: Boolean = false): BookingPayload!
  cancelBooking(course: ID!): BookingPayload!
}
`,
    others: [{ path: 'api/tours.gql', swap: { course: 'tour', teacher: 'guide', booking: 'signup' }, licence: 'spdx' }],
  },
  {
    family: 'protobuf-telemetry-service',
    path: 'proto/telemetry/v1/telemetry.proto',
    near: 'generated',
    text: file`
syntax = "proto3";

// Messages between the gateways and the collector. Code for Go and Python is made from it by \`buf generate\`.
package telemetry.v1;

import "google/protobuf/duration.proto";
import "google/protobuf/timestamp.proto";

option go_package = "example.org/telemetry/gen/telemetryv1";

service Collector {
  // A gateway sends what it has; the answer says up to where the collector has stored it.
  rpc Push(stream Batch) returns (PushResponse);
  rpc Configure(ConfigureRequest) returns (stream Configuration);
}

message Batch {
  string gateway = 1;
  uint64 sequence = 2;
  repeated Reading readings = 3;
}

message Reading {
  string sensor = 1;
  google.protobuf.Timestamp taken_at = 2;
  oneof value {
    double number = 3;
    bool flag = 4;
    string text = 5;
  }
  Quality quality = 6;
}

enum Quality {
  QUALITY_UNSPECIFIED = 0;
  QUALITY_GOOD = 1;
  QUALITY_ESTIMATED = 2;
  QUALITY_BAD = 3;
}

message PushResponse {
  uint64 stored_up_to = 1;
}

message ConfigureRequest {
  string gateway = 1;
}

message Configuration {
  google.protobuf.Duration interval = 1;
  repeated string sensors = 2;
  reserved 3; // was batch_size
}
`,
    others: [
      { path: 'api/fleet.proto', swap: { telemetry: 'fleet', gateway: 'vehicle', sensor: 'probe' }, licence: 'apache' },
    ],
  },
  {
    family: 'assembly-memcpy',
    path: 'arch/x86_64/copy.asm',
    near: 'characters',
    text: file`
; void *copy(void *to, const void *from, size_t count)
; Copies 32 bytes at a time while it can, then the rest byte by byte. Regions must not overlap.
bits 64
default rel
global copy

section .text

copy:
        mov     rax, rdi            ; the result is the target
        mov     rcx, rdx
        cmp     rdx, 32
        jb      .tail

        ; align the target, so that stores do not cross cache lines
.align:
        test    rdi, 31
        jz      .blocks
        mov     r8b, [rsi]
        mov     [rdi], r8b
        inc     rsi
        inc     rdi
        dec     rcx
        jmp     .align

.blocks:
        mov     rdx, rcx
        shr     rdx, 5              ; how many blocks of 32
        jz      .tail
.next:
        vmovdqu ymm0, [rsi]
        vmovdqa [rdi], ymm0
        add     rsi, 32
        add     rdi, 32
        dec     rdx
        jnz     .next
        and     rcx, 31
        vzeroupper

.tail:
        test    rcx, rcx
        jz      .done
        mov     r8b, [rsi]
        mov     [rdi], r8b
        inc     rsi
        inc     rdi
        dec     rcx
        jmp     .tail

.done:
        ret
`,
    others: [{ path: 'boot/move.s', swap: { copy: 'move', blocks: 'wide', tail: 'rest' }, licence: 'short' }],
  },
  {
    family: 'verilog-uart-transmitter',
    path: 'rtl/uart_tx.v',
    text: file`
// Serial transmitter: one start bit, eight data bits from the lowest, one stop bit.
module uart_tx #(
    parameter CLOCK_HZ = 50_000_000,
    parameter BAUD     = 115_200
) (
    input  wire       clk,
    input  wire       rst_n,
    input  wire [7:0] data,
    input  wire       valid,
    output wire       ready,
    output reg        tx
);

    localparam integer DIVISOR = CLOCK_HZ / BAUD;
    localparam integer WIDTH   = $clog2(DIVISOR);

    reg [WIDTH-1:0] count;
    reg [3:0]       bits_left;
    reg [8:0]       shift;

    assign ready = bits_left == 0;

    always @(posedge clk or negedge rst_n) begin
        if (!rst_n) begin
            tx        <= 1'b1;
            count     <= 0;
            bits_left <= 0;
            shift     <= 9'h1ff;
        end else if (ready) begin
            tx <= 1'b1;
            if (valid) begin
                shift     <= {1'b1, data};
                tx        <= 1'b0;          // the start bit begins at once
                count     <= DIVISOR - 1;
                bits_left <= 4'd10;
            end
        end else if (count != 0) begin
            count <= count - 1'b1;
        end else begin
            count     <= DIVISOR - 1;
            bits_left <= bits_left - 1'b1;
            tx        <= shift[0];
            shift     <= {1'b1, shift[8:1]};
        end
    end
endmodule
`,
    others: [
      { path: 'hdl/serial_out.v', swap: { uart_tx: 'serial_out', shift: 'outgoing' }, licence: 'apache', indent: 2 },
    ],
  },
]
