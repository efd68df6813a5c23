/** How filters stand beside each other. */
export const filterGrid =
  'grid grid-cols-1 gap-3 min-[22rem]:grid-cols-2 md:grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))]'
