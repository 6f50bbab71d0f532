// The trainer: a step that says what is to become of each sample, a packer that makes batches a pure function of the
// log, and a sink that trains, checkpoints and commits in one transaction.
export { bytesPerToken, packBatch } from './packer.ts'
export { type SidecarSettings, startSidecar } from './sidecar.ts'
export { type TrainerSinkOptions, type TrainingLedger, trainerSink } from './sink.ts'
export { type TrainerSettings, type TrainingEffect, trainerInputs, trainerStep } from './step.ts'
