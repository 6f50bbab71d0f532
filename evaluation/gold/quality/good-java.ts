// Good Java: a controller, a JDBC access object.
import { type Body, file } from './kit.ts'

export const javaBodies: readonly Body[] = [
  {
    family: 'java-spring-controller',
    path: 'src/main/java/org/harbour/berths/BerthController.java',
    near: 'words',
    text: file`
package org.harbour.berths;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.*;

@RestController
@RequestMapping("/api/berths")
class BerthController {

    private final BerthAvailabilityService availabilityService;
    private final BerthReservationRepository reservationRepository;

    BerthController(BerthAvailabilityService availabilityService, BerthReservationRepository reservationRepository) {
        this.availabilityService = availabilityService;
        this.reservationRepository = reservationRepository;
    }
@@
    @GetMapping("/available")
    List<BerthSummary> findAvailableBerths(
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate arrival,
            @RequestParam(defaultValue = "1") int nights) {
        return availabilityService.findAvailableBerths(arrival, arrival.plusDays(nights)).stream()
                .map(BerthSummary::fromBerth)
                .toList();
    }
@@
    @PostMapping("/{berthId}/reservations")
    ResponseEntity<ReservationDetails> reserveBerth(
            @PathVariable UUID berthId, @Valid @RequestBody ReservationRequest reservationRequest) {
        if (!availabilityService.isBerthAvailable(berthId, reservationRequest.period())) {
            return ResponseEntity.status(409).build();
        }
        BerthReservation reservation = reservationRepository.save(reservationRequest.toReservation(berthId));
        URI location = URI.create("/api/berths/" + berthId + "/reservations/" + reservation.getReservationId());
        return ResponseEntity.created(location).body(ReservationDetails.fromReservation(reservation));
    }
@@
    @ExceptionHandler(BerthNotFoundException.class)
    ResponseEntity<String> handleBerthNotFound(BerthNotFoundException exception) {
        return ResponseEntity.status(404).body(exception.getMessage());
    }
}
`,
    others: [{ path: 'src/SlipController.java', keep: [2, 3], swap: { berth: 'slip', reserve: 'claim' }, indent: 2 }],
  },
  {
    family: 'java-jdbc-dao',
    path: 'src/main/java/com/acme/library/LoanDao.java',
    text: file`
package com.acme.library;

import java.sql.*;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

public class LoanDao {
    private static final String SELECT =
            "SELECT l.id, l.reader_id, l.copy_id, l.due_on, l.returned_on "
            + "FROM loan l JOIN copy c ON c.id = l.copy_id ";

    private final DataSource dataSource;

    public LoanDao(DataSource dataSource) {
        this.dataSource = dataSource;
    }
@@
    public Optional<Loan> findById(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
             PreparedStatement statement = connection.prepareStatement(SELECT + "WHERE l.id = ?")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }
@@
    public List<Loan> findOverdue(LocalDate day) throws SQLException {
        List<Loan> overdue = new ArrayList<>();
        String where = "WHERE l.returned_on IS NULL AND l.due_on < ? ORDER BY l.due_on";
        try (Connection connection = dataSource.getConnection();
             PreparedStatement statement = connection.prepareStatement(SELECT + where)) {
            statement.setDate(1, Date.valueOf(day));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    overdue.add(read(rows));
                }
            }
        }
        return overdue;
    }
@@
    private static Loan read(ResultSet rows) throws SQLException {
        Date returned = rows.getDate("returned_on");
        return new Loan(
                rows.getLong("id"),
                rows.getLong("reader_id"),
                rows.getLong("copy_id"),
                rows.getDate("due_on").toLocalDate(),
                returned == null ? null : returned.toLocalDate());
    }
}
`,
    others: [
      { path: 'src/LeaseDao.java', keep: [1, 3], swap: { loan: 'lease', reader: 'tenant' }, licence: 'apache' },
      {
        path: 'core/src/TicketStore.java',
        keep: [2, 3],
        swap: { loanDao: 'ticketStore', loan: 'ticket', copy: 'seat' },
      },
    ],
  },
]
