"""Reads a provider's definition, and any CloudFormation template, into typed objects.

Importing a module of this room loads neither yaml nor pydantic: they are loaded when something is first read.
"""
