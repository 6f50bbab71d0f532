// Good C++: a matrix as a template, a pool of threads.
import { type Body, file } from './kit.ts'

export const cppBodies: readonly Body[] = [
  {
    family: 'cpp-matrix-template',
    path: 'include/linalg/matrix.hpp',
    near: 'words',
    text: file`
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace linalg {

template <typename T, std::size_t R, std::size_t C>
class Matrix {
public:
    constexpr T& operator()(std::size_t r, std::size_t c) { return cells_[r * C + c]; }
    constexpr const T& operator()(std::size_t r, std::size_t c) const { return cells_[r * C + c]; }

    static constexpr Matrix identity() {
        static_assert(R == C, "only a square matrix has an identity");
        Matrix m{};
        for (std::size_t i = 0; i < R; ++i) m(i, i) = T{1};
        return m;
    }

private:
    std::array<T, R * C> cells_{};
};
@@
template <typename T, std::size_t R, std::size_t K, std::size_t C>
constexpr Matrix<T, R, C> operator*(const Matrix<T, R, K>& a, const Matrix<T, K, C>& b) {
    Matrix<T, R, C> m{};
    for (std::size_t r = 0; r < R; ++r)
        for (std::size_t k = 0; k < K; ++k)
            for (std::size_t c = 0; c < C; ++c)
                m(r, c) += a(r, k) * b(k, c);
    return m;
}
@@
template <typename T>
constexpr T determinant(const Matrix<T, 3, 3>& m) {
    return m(0, 0) * (m(1, 1) * m(2, 2) - m(1, 2) * m(2, 1))
         - m(0, 1) * (m(1, 0) * m(2, 2) - m(1, 2) * m(2, 0))
         + m(0, 2) * (m(1, 0) * m(2, 1) - m(1, 1) * m(2, 0));
}
@@
inline Matrix<double, 3, 3> rotation_z(double angle) {
    auto m = Matrix<double, 3, 3>::identity();
    m(0, 0) = m(1, 1) = std::cos(angle);
    m(1, 0) = std::sin(angle);
    m(0, 1) = -m(1, 0);
    return m;
}

}  // namespace linalg
`,
    others: [
      { path: 'src/math/mat.hpp', keep: [1, 3], swap: { linalg: 'engine', matrix: 'mat' }, licence: 'mit', indent: 2 },
    ],
  },
  {
    family: 'cpp-thread-pool',
    path: 'src/base/thread_pool.cc',
    text: file`
#include "base/thread_pool.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace base {

ThreadPool::ThreadPool(std::size_t workers) {
  for (std::size_t i = 0; i < workers; ++i) {
    workers_.emplace_back([this] { Work(); });
  }
}

ThreadPool::~ThreadPool() {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}
@@
void ThreadPool::Post(Task task) {
  {
    std::lock_guard<std::mutex> lock(mutex_);
    if (stopping_) throw std::logic_error("posted to a pool that stops");
    tasks_.push(std::move(task));
  }
  wake_.notify_one();
}
@@
void ThreadPool::Work() {
  for (;;) {
    Task task;
    {
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (tasks_.empty()) return;  // stopping, and nothing is left to do
      task = std::move(tasks_.front());
      tasks_.pop();
      ++running_;
    }
    task();
    std::lock_guard<std::mutex> lock(mutex_);
    if (--running_ == 0 && tasks_.empty()) idle_.notify_all();
  }
}
@@
void ThreadPool::Drain() {
  std::unique_lock<std::mutex> lock(mutex_);
  idle_.wait(lock, [this] { return running_ == 0 && tasks_.empty(); });
}

}  // namespace base
`,
    others: [
      {
        path: 'server/workers.cpp',
        keep: [2, 3],
        swap: { threadPool: 'executor', task: 'job' },
        licence: 'short',
        indent: 4,
      },
    ],
  },
]
