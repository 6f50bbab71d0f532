"""Distances between stops on the ground, good to half a percent within a town."""
import math

EARTH_RADIUS_METRES = 6_371_000


def metres_between(first, second):
    """Haversine distance of two (latitude, longitude) pairs in degrees."""
    lat1, lon1 = map(math.radians, first)
    lat2, lon2 = map(math.radians, second)
    half_lat = math.sin((lat2 - lat1) / 2) ** 2
    half_lon = math.sin((lon2 - lon1) / 2) ** 2
    chord = half_lat + math.cos(lat1) * math.cos(lat2) * half_lon
    return 2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(chord))


def length_of(stops):
    return sum(metres_between(a, b) for a, b in zip(stops, stops[1:]))


def order_stops(depot, stops):
    """Nearest neighbour from the depot, then two-opt until no swap helps."""
    order, left = [depot], list(stops)
    while left:
        nearest = min(left, key=lambda stop: metres_between(order[-1], stop))
        left.remove(nearest)
        order.append(nearest)
    improved = True
    while improved:
        improved = False
        for i in range(1, len(order) - 2):
            for j in range(i + 1, len(order) - 1):
                swapped = order[:i] + order[i : j + 1][::-1] + order[j + 1 :]
                if length_of(swapped) < length_of(order):
                    order, improved = swapped, True
    return order
