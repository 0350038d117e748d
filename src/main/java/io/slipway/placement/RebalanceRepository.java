package io.slipway.placement;

import org.springframework.data.jpa.repository.JpaRepository;

interface RebalanceRepository extends JpaRepository<Rebalance, Integer> {}
