organization-settings-hidden = Los miembros no ven los ajustes de la organización.
organization-settings-forbidden = Solo los propietarios y administradores cambian los ajustes de la organización.
