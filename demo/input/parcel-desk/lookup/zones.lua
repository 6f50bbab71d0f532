-- Delivery zones as rings round the depot: the first ring that holds a point wins.
local zones = {}

local function distance(a, b)
  local dx, dy = a.x - b.x, a.y - b.y
  return math.sqrt(dx * dx + dy * dy)
end

function zones.new(depot, rings)
  table.sort(rings, function(first, second)
    return first.radius < second.radius
  end)
  return { depot = depot, rings = rings }
end

function zones.find(map, point)
  local away = distance(map.depot, point)
  for _, ring in ipairs(map.rings) do
    if away <= ring.radius then
      return ring.name, away
    end
  end
  return nil, away
end

return zones
