-- What some models remember for ever; see `remembers` in their contracts.
create schema registry;
