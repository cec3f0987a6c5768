"""A real mail server for one test: takes everything, and writes the Message-ID of each mail down before it says so.

mail_server.py FILE [CERTIFICATE KEY]: prints its port (with a certificate it offers STARTTLS there, and a second port
has TLS from the first byte) and runs until it is killed.
"""

import asyncio
import ssl
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


async def main(path, certificate=None, key=None):
    keeper = Keeper(path)
    loop = asyncio.get_running_loop()
    context = None
    if certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
    server = await loop.create_server(lambda: SMTP(keeper, loop=loop, tls_context=context), "127.0.0.1", 0)
    ports = [server.sockets[0].getsockname()[1]]
    if context:
        wrapped = await loop.create_server(lambda: SMTP(keeper, loop=loop), "127.0.0.1", 0, ssl=context)
        ports.append(wrapped.sockets[0].getsockname()[1])
    print(*ports, flush=True)
    await server.serve_forever()


asyncio.run(main(*sys.argv[1:]))
