// Bodies of code near the machine, into which notices are put: shaders, circuits, assembler.
import type { HostTable } from './host.ts'

export const hostsOfHardware = {
  glsl: {
    path: 'shaders/@thing@_fog.frag',
    opening: '#version 330 core',
    styles: ['slashes', 'stars'],
    body: `in vec2 uv;
in vec3 worldPosition;
out vec4 colour;
%%%
uniform sampler2D albedo;
uniform vec3 eye;
uniform float density;

float fogAmount(float distance) {
  return 1.0 - exp(-density * distance * distance);
}

void main() {
  vec3 base = texture(albedo, uv).rgb;
  float amount = clamp(fogAmount(length(worldPosition - eye)), 0.0, 1.0);
  colour = vec4(mix(base, vec3(0.62, 0.68, 0.74), amount), 1.0);
}`,
  },
  verilog: {
    path: 'rtl/@thing@_uart_tx.v',
    styles: ['slashes', 'boxStars', 'slashesRuled'],
    body: `\`timescale 1ns / 1ps
%%%
module @thing@_uart_tx #(
    parameter DIVISOR = 868
) (
    input  wire       clk,
    input  wire       rst_n,
    input  wire [7:0] data,
    input  wire       start,
    output reg        tx,
    output wire       busy
);
    reg [9:0]  shift;
    reg [3:0]  left;
    reg [15:0] count;

    assign busy = (left != 0);

    always @(posedge clk or negedge rst_n) begin
        if (!rst_n) begin
            tx    <= 1'b1;
            left  <= 0;
            count <= 0;
        end else if (start && !busy) begin
            shift <= {1'b1, data, 1'b0};
            left  <= 10;
            count <= DIVISOR;
        end else if (busy) begin
            if (count == 0) begin
                tx    <= shift[0];
                shift <= shift >> 1;
                left  <= left - 1;
                count <= DIVISOR;
            end else
                count <= count - 1;
        end
    end
endmodule`,
  },
  vhdl: {
    path: 'hdl/@thing@_counter.vhd',
    styles: ['dashes', 'dashesBox'],
    body: `library ieee;
use ieee.std_logic_1164.all;
use ieee.numeric_std.all;
%%%
entity @thing@_counter is
  generic (WIDTH : positive := 8);
  port (
    clk    : in  std_logic;
    reset  : in  std_logic;
    enable : in  std_logic;
    value  : out std_logic_vector(WIDTH - 1 downto 0)
  );
end entity;

architecture rtl of @thing@_counter is
  signal current : unsigned(WIDTH - 1 downto 0) := (others => '0');
begin
  process (clk)
  begin
    if rising_edge(clk) then
      if reset = '1' then
        current <= (others => '0');
      elsif enable = '1' then
        current <= current + 1;
      end if;
    end if;
  end process;

  value <= std_logic_vector(current);
end architecture;`,
  },
  nasm: {
    path: 'boot/@thing@_a20.asm',
    styles: ['semicolon', 'lisp'],
    body: `        bits    16
        global  enable_a20
%%%
section .text

; Ask the keyboard controller to open the A20 gate.
enable_a20:
        cli
        call    .wait_input
        mov     al, 0xAD
        out     0x64, al
        call    .wait_input
        mov     al, 0xD1
        out     0x64, al
        call    .wait_input
        mov     al, 0xDF
        out     0x60, al
        call    .wait_input
        sti
        ret

.wait_input:
        in      al, 0x64
        test    al, 2
        jnz     .wait_input
        ret`,
  },
  gas: {
    path: 'arch/arm/@thing@_memset.S',
    styles: ['stars', 'hash', 'boxStars'],
    body: `	.syntax unified
	.text
%%%
	.global	@thing@_memset
	.type	@thing@_memset, %function
	.align	4
@thing@_memset:
	mov	r3, r0
	and	r1, r1, #255
	orr	r1, r1, r1, lsl #8
	orr	r1, r1, r1, lsl #16
1:	subs	r2, r2, #4
	blt	2f
	str	r1, [r3], #4
	b	1b
2:	adds	r2, r2, #4
	beq	4f
3:	strb	r1, [r3], #1
	subs	r2, r2, #1
	bne	3b
4:	bx	lr
	.size	@thing@_memset, . - @thing@_memset`,
  },
  cuda: {
    path: 'kernels/@thing@_reduce.cu',
    styles: ['slashes', 'stars', 'javadoc'],
    body: `#include <cuda_runtime.h>
#include <cstdio>
%%%
template <int BlockSize>
__global__ void reduce@Thing@(const float *in, float *out, int n) {
  __shared__ float cache[BlockSize];
  int lane = threadIdx.x;
  float sum = 0.f;
  for (int i = blockIdx.x * BlockSize + lane; i < n; i += gridDim.x * BlockSize) {
    sum += in[i];
  }
  cache[lane] = sum;
  __syncthreads();
  for (int stride = BlockSize / 2; stride > 0; stride >>= 1) {
    if (lane < stride) cache[lane] += cache[lane + stride];
    __syncthreads();
  }
  if (lane == 0) out[blockIdx.x] = cache[0];
}

void launch@Thing@(const float *in, float *out, int n, cudaStream_t stream) {
  reduce@Thing@<256><<<64, 256, 0, stream>>>(in, out, n);
}`,
  },
} as const satisfies HostTable
