// Bodies of code in typed languages with a runtime or a package manager, into which notices are put.
import type { HostTable } from './host.ts'

export const hostsOfManaged = {
  java: {
    path: 'src/main/java/org/acme/@thing@/@Thing@Service.java',
    styles: ['stars', 'javadoc', 'slashes', 'boxStars'],
    body: `package org.acme.@thing@;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
%%%
/**
 * Finds and keeps @thing@s.
 */
public class @Thing@Service {

    private final @Thing@Repository repository;
    private final List<@Thing@Listener> listeners = new ArrayList<>();

    public @Thing@Service(@Thing@Repository repository) {
        this.repository = repository;
    }

    public Optional<@Thing@> find(long id) {
        return Optional.ofNullable(repository.load(id));
    }

    public void save(@Thing@ item) {
        if (item.getName() == null || item.getName().isEmpty()) {
            throw new IllegalArgumentException("a @thing@ needs a name");
        }
        repository.store(item);
        for (@Thing@Listener listener : Collections.unmodifiableList(listeners)) {
            listener.saved(item);
        }
    }
}`,
  },
  javaSwing: {
    path: 'src/net/sf/@thing@/gui/@Thing@Dialog.java',
    styles: ['stars', 'javadoc', 'bare'],
    body: `package net.sf.@thing@.gui;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import javax.swing.*;
%%%
public class @Thing@Dialog extends JDialog {
	private static final long serialVersionUID = 1L;
	private final JTextField name = new JTextField(20);
	private boolean confirmed;

	public @Thing@Dialog(JFrame parent) {
		super(parent, "New @thing@", true);
		JPanel panel = new JPanel(new BorderLayout(4, 4));
		panel.add(new JLabel("Name:"), BorderLayout.WEST);
		panel.add(name, BorderLayout.CENTER);
		panel.add(new JButton(new AbstractAction("OK") {
			public void actionPerformed(ActionEvent e) {
				confirmed = true;
				setVisible(false);
			}
		}), BorderLayout.SOUTH);
		setContentPane(panel);
		pack();
		setLocationRelativeTo(parent);
	}

	public String getEnteredName() {
		return confirmed ? name.getText() : null;
	}
}`,
  },
  kotlin: {
    path: 'app/src/main/kotlin/app/@thing@/@Thing@ViewModel.kt',
    styles: ['stars', 'slashes', 'javadoc'],
    body: `package app.@thing@

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.launch
%%%
class @Thing@ViewModel(private val source: @Thing@Source) : ViewModel() {
    private val state = MutableStateFlow<List<@Thing@>>(emptyList())

    fun refresh() {
        viewModelScope.launch {
            state.value = runCatching { source.load() }
                .getOrDefault(emptyList())
                .sortedBy { it.name }
        }
    }

    fun remove(item: @Thing@) {
        state.value = state.value - item
    }
}`,
  },
  scala: {
    path: 'core/src/main/scala/io/@thing@/@Thing@Graph.scala',
    styles: ['stars', 'javadoc', 'slashes'],
    body: `package io.@thing@

import scala.annotation.tailrec
import scala.collection.immutable.Queue
%%%
final case class @Thing@Graph[A](edges: Map[A, Set[A]]) {

  def reachable(start: A): Set[A] = {
    @tailrec
    def go(queue: Queue[A], seen: Set[A]): Set[A] =
      queue.dequeueOption match {
        case None => seen
        case Some((node, rest)) =>
          val next = edges.getOrElse(node, Set.empty) -- seen
          go(rest ++ next, seen ++ next)
      }
    go(Queue(start), Set(start))
  }

  def +(edge: (A, A)): @Thing@Graph[A] =
    copy(edges.updated(edge._1, edges.getOrElse(edge._1, Set.empty) + edge._2))
}`,
  },
  csharp: {
    path: 'Source/@Thing@Manager.cs',
    styles: ['slashes', 'stars', 'slashesTriple'],
    body: `using System;
using System.Collections.Generic;
using System.Linq;
%%%
namespace Acme.@Thing@s
{
    public sealed class @Thing@Manager : IDisposable
    {
        private readonly Dictionary<Guid, @Thing@> items = new Dictionary<Guid, @Thing@>();
        private bool disposed;

        public event EventHandler<@Thing@EventArgs> Added;

        public void Add(@Thing@ item)
        {
            if (disposed) throw new ObjectDisposedException(nameof(@Thing@Manager));
            items[item.Id] = item;
            Added?.Invoke(this, new @Thing@EventArgs(item));
        }

        public IEnumerable<@Thing@> Newest(int count) =>
            items.Values.OrderByDescending(item => item.Created).Take(count);

        public void Dispose()
        {
            disposed = true;
            items.Clear();
        }
    }
}`,
  },
} as const satisfies HostTable
