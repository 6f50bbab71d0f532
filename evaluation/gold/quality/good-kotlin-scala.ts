// Good Kotlin and Scala: a view model, numerals, events of an account.
import { type Body, file } from './kit.ts'

export const kotlinScalaBodies: readonly Body[] = [
  {
    family: 'kotlin-trip-viewmodel',
    path: 'app/src/main/java/se/tidtabell/ui/TripViewModel.kt',
    text: file`
package se.tidtabell.ui

import androidx.lifecycle.ViewModel
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import java.io.IOException

data class TripState(
    val from: String = "",
    val to: String = "",
    val trips: List<Trip> = emptyList(),
    val isLoading: Boolean = false,
    val error: String? = null,
)

class TripViewModel(private val timetable: Timetable) : ViewModel() {
    private val _state = MutableStateFlow(TripState())
    val state: StateFlow<TripState> = _state.asStateFlow()
    private var search: Job? = null
@@
    fun onStopsChanged(from: String, to: String) {
        _state.update { it.copy(from = from, to = to, error = null) }
        search?.cancel()
        if (from.length < 3 || to.length < 3) return
        search = viewModelScope.launch {
            delay(300)
            load(from, to)
        }
    }
@@
    private suspend fun load(from: String, to: String) {
        _state.update { it.copy(isLoading = true) }
        try {
            val trips = timetable.trips(from, to).sortedBy(Trip::arrival)
            _state.update { it.copy(trips = trips, isLoading = false) }
        } catch (failure: IOException) {
            _state.update { it.copy(isLoading = false, error = failure.message ?: "No connection") }
        }
    }
@@
    fun swapStops() = _state.value.let { onStopsChanged(from = it.to, to = it.from) }
}
`,
    others: [
      {
        path: 'ui/FlightViewModel.kt',
        keep: [1, 2, 3],
        swap: { trip: 'flight', stops: 'airports' },
        licence: 'apache',
      },
    ],
  },
  {
    family: 'kotlin-roman-numerals',
    path: 'src/main/kotlin/numerals/Roman.kt',
    text: file`
package numerals

private val DIGITS = listOf(
    1000 to "M", 900 to "CM", 500 to "D", 400 to "CD",
    100 to "C", 90 to "XC", 50 to "L", 40 to "XL",
    10 to "X", 9 to "IX", 5 to "V", 4 to "IV", 1 to "I",
)

/** Roman numerals from 1 to 3999, in the subtractive form. */
fun Int.toRoman(): String {
    require(this in 1..3999) { "Romans could not write $this" }
    var rest = this
    return buildString {
        for ((value, letters) in DIGITS) {
            while (rest >= value) {
                append(letters)
                rest -= value
            }
        }
    }
}

fun String.fromRoman(): Int {
    var rest = uppercase()
    var sum = 0
    for ((value, letters) in DIGITS) {
        while (rest.startsWith(letters)) {
            sum += value
            rest = rest.removePrefix(letters)
        }
    }
    // Reading is lenient ("IIII"), writing is not: compare to find what is no numeral.
    require(rest.isEmpty() && sum.toRoman() == uppercase()) { "not a Roman numeral: $this" }
    return sum
}
`,
  },
  {
    family: 'scala-event-folding',
    path: 'core/src/main/scala/ledger/Account.scala',
    text: file`
package ledger

import java.time.Instant

sealed trait Event { def at: Instant }
final case class Opened(owner: String, at: Instant) extends Event
final case class Deposited(amount: BigDecimal, at: Instant) extends Event
final case class Withdrawn(amount: BigDecimal, at: Instant) extends Event
final case class Closed(at: Instant) extends Event

final case class Account(owner: String, balance: BigDecimal, isOpen: Boolean)

object Account {
  sealed abstract class Refusal(val reason: String)
  case object NotOpen extends Refusal("the account is not open")
  case object Overdrawn extends Refusal("the balance is too low")
  case object NotEmpty extends Refusal("there is money left")
@@
  def replay(events: Seq[Event]): Option[Account] =
    events.foldLeft(Option.empty[Account]) {
      case (None, Opened(owner, _))        => Some(Account(owner, 0, isOpen = true))
      case (Some(a), Deposited(amount, _)) => Some(a.copy(balance = a.balance + amount))
      case (Some(a), Withdrawn(amount, _)) => Some(a.copy(balance = a.balance - amount))
      case (Some(a), Closed(_))            => Some(a.copy(isOpen = false))
      case (state, event)                  => throw new IllegalStateException(s"$event after $state")
    }
@@
  def withdraw(account: Account, amount: BigDecimal, now: Instant): Either[Refusal, Event] =
    for {
      _ <- Either.cond(account.isOpen, (), NotOpen)
      _ <- Either.cond(account.balance >= amount, (), Overdrawn)
    } yield Withdrawn(amount, now)

  def close(account: Account, now: Instant): Either[Refusal, Event] =
    if (!account.isOpen) Left(NotOpen)
    else if (account.balance != 0) Left(NotEmpty)
    else Right(Closed(now))
}
`,
    others: [{ path: 'src/Wallet.scala', keep: [1, 2], swap: { account: 'wallet', ledger: 'purse' }, licence: 'spdx' }],
  },
]
