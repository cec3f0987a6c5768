"""A real mail server for one test: takes everything, and writes the Message-ID of each mail down before it says so.

mail_server.py FILE: prints its port on a line of its own and runs until it is killed.
"""

import asyncio
import sys

from aiosmtpd.smtp import SMTP


class Keeper:
    def __init__(self, path):
        self.file = open(path, "a", encoding="ascii")

    async def handle_DATA(self, server, session, envelope):
        head = envelope.content.split(b"\r\n\r\n", 1)[0].decode("ascii")
        ids = [line[12:] for line in head.split("\r\n") if line.startswith("Message-ID: ")]
        self.file.write(f"{envelope.rcpt_tos[0]} {ids[0]}\n")
        self.file.flush()
        return "250 taken"


async def main(path):
    keeper = Keeper(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main(sys.argv[1]))
