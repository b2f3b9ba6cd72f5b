"""The record in the browser: one page a question, each also as JSON and CSV; ``app.create_app`` makes the application.

``routes`` names all pages; ``pages/`` holds what each shows, ``resources/web`` how it looks. Nothing is found out here that ``analyse`` and
``present`` do not find: a page asks them and puts links under their figures.
"""
