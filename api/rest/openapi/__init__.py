"""What the API can do, for programs and for people: the OpenAPI document, and pages made from it."""

from api.rest.openapi.serving import blueprint as blueprint
from api.rest.openapi.serving import pages as pages
