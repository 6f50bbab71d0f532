-- Run once, when the data folder is made: the registry keeps its schemas in a database of its own.
CREATE DATABASE registry;
