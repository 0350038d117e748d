-- Whether two copies of a process must never run at once; frozen with each instance, as its other placement rules are.
alter table instance add column at_most_one boolean default false not null;

-- Whether an instance has containers beside the app's: agents of before would leave them out.
alter table instance add column sidecars boolean default false not null;
