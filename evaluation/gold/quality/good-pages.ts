// Good HTML and Vue: a page with text, a component.
import { type Body, file } from './kit.ts'

export const pageBodies: readonly Body[] = [
  {
    family: 'html-allotment-page',
    path: 'site/allotments.html',
    near: 'html',
    text: file`
<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Allotments - Westbrook Gardens</title>
  <link rel="stylesheet" href="/style.css">
</head>
<body>
  <header>
    <h1>Renting an allotment</h1>
    <p>There are 84 plots behind the old gasworks, each of about 120 square metres. The rent is 65 pounds a year and
    includes water from April to October. Dogs are welcome if they stay on a lead.</p>
  </header>
  <main>
    <h2>The waiting list</h2>
    <p>At present it takes about two years until a plot becomes free. We offer plots in the order of the list; whoever
    refuses twice goes back to the end. You can share a plot with a neighbour, which many of our members did when they
    began, and take over a whole one later.</p>
    <h2>What we ask of you</h2>
    <ul>
      <li>Grow fruit, vegetables or flowers on at least three quarters of the plot.</li>
      <li>Keep the path next to your plot mown and free of brambles.</li>
      <li>Come to two of the four working days in the year, or pay ten pounds for each that you miss.</li>
      <li>Light no bonfires between May and September.</li>
    </ul>
    <h2>How to apply</h2>
    <p>Send a letter or a mail to the secretary, with your address and the number of a telephone. We answer within two
    weeks. If you have not heard from us by then, please ask again: our letterbox has a habit of losing things.</p>
  </main>
  <footer><p>Last changed in March by the committee. Pictures by Ruth Amadi.</p></footer>
</body>
</html>
`,
    others: [
      {
        path: 'docs/moorings.html',
        swap: { allotment: 'mooring', plot: 'berth', gardens: 'harbour' },
        licence: 'spdx',
      },
    ],
  },
  {
    family: 'vue-task-list',
    path: 'src/components/TaskList.vue',
    text: file`
<script setup>
import { computed, ref, watch } from 'vue'
import { useTasks } from '../stores/tasks'

const props = defineProps({ project: { type: String, required: true } })
const emit = defineEmits(['finished'])

const tasks = useTasks()
const title = ref('')
const showDone = ref(false)

const visible = computed(() =>
  tasks.of(props.project).filter((task) => showDone.value || !task.done),
)
const open = computed(() => tasks.of(props.project).filter((task) => !task.done).length)

watch(open, (now, before) => {
  if (now === 0 && before > 0) emit('finished', props.project)
})

function add() {
  const text = title.value.trim()
  if (!text) return
  tasks.add(props.project, text)
  title.value = ''
}
</script>

<template>
  <section>
    <h2>{{ project }} <small>{{ open }} open</small></h2>
    <form @submit.prevent="add">
      <input v-model="title" placeholder="What is to be done?" />
      <button :disabled="!title.trim()">Add</button>
    </form>
    <label><input v-model="showDone" type="checkbox" /> Show what is done</label>
    <ul>
      <li v-for="task in visible" :key="task.id" :class="{ done: task.done }">
        <input :checked="task.done" type="checkbox" @change="tasks.toggle(task.id)" />
        {{ task.title }}
        <button title="Remove" @click="tasks.remove(task.id)">×</button>
      </li>
    </ul>
  </section>
</template>

<style scoped>
.done {
  text-decoration: line-through;
  opacity: 0.6;
}
</style>
`,
    others: [{ path: 'app/GuestList.vue', swap: { task: 'guest', project: 'party', done: 'invited' }, indent: 4 }],
  },
]
