-- Whether two copies of a process must never run at once; frozen with each instance, as its other placement rules are.
alter table instance add column at_most_one boolean default false not null;
