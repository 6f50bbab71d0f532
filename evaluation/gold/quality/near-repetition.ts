// Lists and cases of one shape that are worth reading: keys, actions, instructions.
import { type Body, file } from './kit.ts'

export const nearRepetition: readonly Body[] = [
  {
    family: 'near-repetition-key-map',
    path: 'editor/keymap.lua',
    near: 'repetition',
    text: file`
local map = vim.keymap.set

-- Windows
map("n", "<C-h>", "<C-w>h", { desc = "Window to the left" })
map("n", "<C-j>", "<C-w>j", { desc = "Window below" })
map("n", "<C-k>", "<C-w>k", { desc = "Window above" })
map("n", "<C-l>", "<C-w>l", { desc = "Window to the right" })

-- Search
map("n", "<leader>ff", "<cmd>Telescope find_files<cr>", { desc = "Find a file" })
map("n", "<leader>fg", "<cmd>Telescope live_grep<cr>", { desc = "Find text" })
map("n", "<leader>fb", "<cmd>Telescope buffers<cr>", { desc = "Find a buffer" })
map("n", "<Esc>", "<cmd>nohlsearch<cr>", { desc = "Forget the search" })

-- Lines: move what is selected and keep it selected.
map("v", "J", ":m '>+1<cr>gv=gv", { desc = "Move down" })
map("v", "K", ":m '<-2<cr>gv=gv", { desc = "Move up" })

vim.api.nvim_create_autocmd("LspAttach", {
  callback = function(event)
    local function here(keys, action, desc)
      map("n", keys, action, { buffer = event.buf, desc = desc })
    end
    here("gd", vim.lsp.buf.definition, "Go to the definition")
    here("gr", vim.lsp.buf.references, "List what refers to it")
    here("K", vim.lsp.buf.hover, "Show its documentation")
    here("<leader>rn", vim.lsp.buf.rename, "Rename it")
    here("[d", vim.diagnostic.goto_prev, "The problem before")
    here("]d", vim.diagnostic.goto_next, "The next problem")
  end,
})
`,
  },
  {
    family: 'near-repetition-reducer',
    path: 'src/state/cart.js',
    near: 'repetition',
    text: file`
export const ADD = 'cart/add';
export const REMOVE = 'cart/remove';
export const SET_QUANTITY = 'cart/setQuantity';
export const APPLY_COUPON = 'cart/applyCoupon';
export const CLEAR = 'cart/clear';

export const add = (product) => ({ type: ADD, product });
export const remove = (sku) => ({ type: REMOVE, sku });
export const setQuantity = (sku, quantity) => ({ type: SET_QUANTITY, sku, quantity });
export const applyCoupon = (coupon) => ({ type: APPLY_COUPON, coupon });
export const clear = () => ({ type: CLEAR });

const empty = { lines: [], coupon: null };
@@
export default function cart(state = empty, action) {
  switch (action.type) {
    case ADD: {
      const known = state.lines.find((line) => line.sku === action.product.sku);
      const lines = known
        ? state.lines.map((line) => (line === known ? { ...line, quantity: line.quantity + 1 } : line))
        : [...state.lines, { ...action.product, quantity: 1 }];
      return { ...state, lines };
    }
    case REMOVE:
      return { ...state, lines: state.lines.filter((line) => line.sku !== action.sku) };
    case SET_QUANTITY:
      return {
        ...state,
        lines: state.lines
          .map((line) => (line.sku === action.sku ? { ...line, quantity: action.quantity } : line))
          .filter((line) => line.quantity > 0),
      };
    case APPLY_COUPON:
      return { ...state, coupon: action.coupon };
    case CLEAR:
      return empty;
    default:
      return state;
  }
}
@@
export const total = ({ lines, coupon }) => {
  const sum = lines.reduce((so_far, line) => so_far + line.price * line.quantity, 0);
  return coupon ? Math.round(sum * (1 - coupon.percent / 100)) : sum;
};
`,
    others: [
      { path: 'redux/playlist.js', keep: [1], swap: { cart: 'playlist', sku: 'id', quantity: 'plays' }, indent: 4 },
    ],
  },
  {
    family: 'near-repetition-opcode-switch',
    path: 'src/vm/execute.c',
    near: 'repetition',
    text: file`
#include "vm.h"

#define PUSH(value) (vm->stack[vm->top++] = (value))
#define POP()       (vm->stack[--vm->top])

/* Runs until the program halts; returns what is on top of the stack, or a negative error. */
long vm_execute(struct vm *vm, const struct instruction *code, size_t length)
{
    long a, b;

    for (size_t at = 0; at < length; at++) {
        switch (code[at].op) {
        case OP_CONST:
            PUSH(code[at].value);
            break;
        case OP_ADD:
            b = POP(), a = POP();
            PUSH(a + b);
            break;
        case OP_SUB:
            b = POP(), a = POP();
            PUSH(a - b);
            break;
        case OP_MUL:
            b = POP(), a = POP();
            PUSH(a * b);
            break;
        case OP_DIV:
            b = POP(), a = POP();
            if (b == 0)
                return VM_DIVISION_BY_ZERO;
            PUSH(a / b);
            break;
        case OP_LESS:
            b = POP(), a = POP();
            PUSH(a < b);
            break;
        case OP_LOAD:
            PUSH(vm->locals[code[at].value]);
            break;
        case OP_STORE:
            vm->locals[code[at].value] = POP();
            break;
        case OP_JUMP:
            at = (size_t)code[at].value - 1;
            break;
        case OP_JUMP_IF_ZERO:
            if (POP() == 0)
                at = (size_t)code[at].value - 1;
            break;
        case OP_HALT:
            return POP();
        default:
            return VM_UNKNOWN_INSTRUCTION;
        }
        if (vm->top >= VM_STACK_SIZE - 1)
            return VM_STACK_OVERFLOW;
    }
    return VM_RAN_OFF_THE_END;
}
`,
    others: [{ path: 'interp/run.c', swap: { vm: 'machine', locals: 'slots' }, licence: 'spdx', indent: 'tab' }],
  },
]
