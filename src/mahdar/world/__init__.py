"""The world the reports speak of: states, bodies, people, places, tracks, topics, as data of `packs/world`."""

from mahdar.world.entity import Entity, Form, Names, Office, Role, Topic, Track
from mahdar.world.load import load_world
from mahdar.world.world import World, title_key

__all__ = ["Entity", "Form", "Names", "Office", "Role", "Topic", "Track", "World", "load_world", "title_key"]
