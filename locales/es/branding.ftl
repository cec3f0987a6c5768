# El aspecto de la organización.

branding-forbidden = Solo los propietarios y administradores cambian el aspecto de la organización.
branding-no-look = Eso no es un aspecto.
