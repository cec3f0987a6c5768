activity-forbidden = Solo los propietarios, administradores y auditores ven todo lo ocurrido.
