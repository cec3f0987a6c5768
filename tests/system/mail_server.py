"""A real mail server for one test: takes everything, and writes the Message-ID of each mail down before it says so.

mail_server.py FILE: prints its port on a line of its own, and ends with its standard input.
"""

import sys

from aiosmtpd.controller import Controller


class Keeper:
    def __init__(self, path):
        self.file = open(path, "a", encoding="ascii")

    async def handle_DATA(self, server, session, envelope):
        head = envelope.content.split(b"\r\n\r\n", 1)[0].decode("ascii")
        ids = [line[12:] for line in head.split("\r\n") if line.startswith("Message-ID: ")]
        self.file.write(f"{envelope.rcpt_tos[0]} {ids[0]}\n")
        self.file.flush()
        return "250 taken"


controller = Controller(Keeper(sys.argv[1]), hostname="127.0.0.1", port=0)
controller.start()
print(controller.server.sockets[0].getsockname()[1], flush=True)
sys.stdin.read()
controller.stop()
