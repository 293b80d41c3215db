"""Says in each answer how many statements it took."""

from django.db import connection


class CountQueriesMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response["X-Queries"] = counter.number
        return response


class Counter:
    def __init__(self):
        self.number = 0

    def __call__(self, execute, statement, parameters, many, context):
        self.number += 1
        return execute(statement, parameters, many, context)
