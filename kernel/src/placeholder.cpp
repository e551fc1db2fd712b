namespace elsewise::kernel {}
