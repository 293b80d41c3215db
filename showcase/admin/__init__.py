"""The back office of the showcase: queue and review of submissions, published initiatives, pins of service points."""

from showcase.admin import initiatives, queue, service_points

__all__ = ["initiatives", "queue", "service_points"]
